"""The listing of offers, filtered and sorted as the address asks."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Link
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.pages.listing import read_listing
from portal.wording import dutch_number
from practices.offers.cards import card
from practices.offers.facets import OFFERS

if TYPE_CHECKING:
    from practices.offers.models import OfferIndexPage
    from practices.offers.querysets import OfferQuerySet


def index_context(index: "OfferIndexPage", public: "OfferQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows of the `public` offers; without filters it is kept."""

    def make() -> dict[str, Any]:
        return _rendered(index, public, request)

    shown = make() if request.GET else kept("offers", request=request, make=make)
    return {"section": "aanbod", "crumbs": crumbs(Link(index.title)), **shown}


def _rendered(index: "OfferIndexPage", public: "OfferQuerySet", request: HttpRequest) -> dict[str, Any]:
    listing = read_listing(OFFERS, public, request, path=index.get_url(request) or "")
    shown = {
        "listing": listing,
        "facets": tuple(facet for facet in listing.facets if any(listing.index.sets[facet.name].values())),
        "title": in_words(listing.total),
        "summary": index.summary,
        "cards": [card(offer, request) for offer in listing.items(public.with_cards())],
    }
    return {
        "inside": render_to_string("offers/offer_index_inside.html", shown, request=request),
        "is_first_page": not listing.state.pairs(),
    }


def in_words(number: int) -> str:
    """Return a number of offers: *aanbod* has no plural."""
    if not number:
        return _("Geen aanbod")
    return ngettext("%(count)s keer aanbod", "%(count)s keer aanbod", number) % {"count": dutch_number(number)}
