"""The addresses that search engines may visit: public pages, and everything else that may be found."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page, Site

from portal.pages.querysets import BasePageQuerySet
from portal.searchable import searchables

LISTINGS = ("municipalities", "organisations", "themes", "menu")
"""Names of the addresses that list what has no place in the page tree."""


@dataclass(frozen=True)
class Address:
    """One address of the site."""

    path: str
    """As `reverse()` gives it."""
    changed: datetime.datetime | None = None


def all_addresses() -> Iterator[Address]:
    """Return every address that an anonymous visitor may read, in one query for each kind of thing."""
    yield from _public_pages()
    for name in LISTINGS:
        yield Address(reverse(name))
    for searchable in searchables():
        if not issubclass(searchable.model, Page):
            for item in searchable.public().prefetch_related(None):
                yield Address(item.get_absolute_url())


def _public_pages() -> Iterator[Address]:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        return
    pages = BasePageQuerySet(Page).visible_to_public().descendant_of(site.root_page, inclusive=True).order_by("path")
    for page in pages:
        if path := page.get_url():
            yield Address(path, page.last_published_at)
