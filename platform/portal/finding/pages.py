"""The page of a section: its listing, rendered once as most people meet it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from portal.cards import Link
from portal.finding.listings import Listing, ListingDefinition
from portal.finding.reading import read_listing
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.organisations.context import chosen_municipality

PAGE_TEMPLATE = "finding/listing_page.html"


def listing_context(
    page: Any,
    request: HttpRequest,
    definition: ListingDefinition,
    template: str,
    more: Callable[[Listing], Mapping[str, Any]] = lambda listing: {},
) -> dict[str, Any]:
    """Return the context of `PAGE_TEMPLATE` for the listing of the index page `page`.

    `template` extends `finding/inside.html`; `more` gives what it shows beside the listing. The list without filters,
    for somebody who chose no municipality, is kept.
    """

    def make() -> dict[str, Any]:
        listing = read_listing(definition, request, path=page.get_url(request) or "")
        shown = {"page": page, "listing": listing, "title": listing.title, **more(listing)}
        return {
            "inside": render_to_string(template, shown, request=request),
            "is_plain": listing.is_plain,
            "feed": listing.feed,
        }

    is_common = not request.GET and chosen_municipality(request) is None
    shown = kept("listing", definition.kind, request=request, make=make) if is_common else make()
    return {"crumbs": crumbs(Link(page.title)), **shown}
