"""The addresses that search engines may visit: public pages, and what features generate.

A feature that has pages of its own without a row in the page tree registers them in `AppConfig.ready()`:

    sitemaps.register("municipalities", lambda: (Address(m.get_absolute_url()) for m in Municipality.objects.all()))
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from wagtail.models import Page, Site

from portal.pages.querysets import BasePageQuerySet


@dataclass(frozen=True)
class Address:
    """One address of the site."""

    path: str
    """As `reverse()` gives it."""
    changed: datetime.datetime | None = None


_sources: dict[str, Callable[[], Iterable[Address]]] = {}


def register(name: str, addresses: Callable[[], Iterable[Address]]) -> None:
    """Register a source of addresses, in a fixed number of queries; the same name again replaces it."""
    _sources[name] = addresses


def all_addresses() -> Iterator[Address]:
    """Return the addresses of all sources, by name of the source."""
    for name in sorted(_sources):
        yield from _sources[name]()


def public_pages() -> Iterator[Address]:
    """Return every public page of the site, in one query."""
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return
    pages = BasePageQuerySet(Page).visible_to_public().descendant_of(site.root_page, inclusive=True).order_by("path")
    for page in pages:
        if path := page.get_url():
            yield Address(path, page.last_published_at)
