"""The listing of practices: rows or a map, filtered and sorted as the address asks."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Link, PlaceMap
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.organisations.context import chosen_municipality
from portal.organisations.maps import flanders_map
from portal.pages.listing import Listing, read_listing
from portal.wording import counted
from practices.cards import card
from practices.facets import PRACTICES

if TYPE_CHECKING:
    from practices.models import PracticeIndexPage
    from practices.querysets import PracticeQuerySet


def index_context(index: "PracticeIndexPage", public: "PracticeQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows of the `public` practices; as most people meet it, it is kept."""

    def make() -> dict[str, Any]:
        return _rendered(index, public, request)

    is_plain = not request.GET and chosen_municipality(request) is None
    shown = kept("practices", request=request, make=make) if is_plain else make()
    return {"section": "praktijken", "crumbs": crumbs(Link(index.title)), **shown}


def _rendered(index: "PracticeIndexPage", public: "PracticeQuerySet", request: HttpRequest) -> dict[str, Any]:
    listing = read_listing(PRACTICES, public, request, path=index.get_url(request) or "")
    shown = {"listing": listing, "title": counted(listing.total, "praktijk", "praktijken")}
    if listing.is_map:
        shown |= _map_context(listing)
    else:
        mine = chosen_municipality(request)
        practices = listing.items(public.with_cards())
        shown["cards"] = [card(practice, request, mine=mine) for practice in practices]
    return {
        "inside": render_to_string("practices/practice_index_inside.html", shown, request=request),
        "is_first_page": not listing.state.pairs(),
    }


def _map_context(listing: Listing) -> dict[str, Any]:
    counts = listing.counts("gemeente")
    names = {choice.value: choice.label for choice in listing.index.choices["gemeente"]}
    return {
        "map": place_map(counts),
        "places": [
            Link(names[nis], listing.address_with("gemeente", nis), str(counts[nis])) for nis in names if nis in counts
        ],
        "without_place": _without_place(listing),
    }


def place_map(counts: dict[str, int]) -> PlaceMap:
    """Return the map of Flanders with the number of practices of each municipality."""
    label = ngettext(
        "Kaart van Vlaanderen: %(count)s gemeente met praktijken. De lijst staat eronder.",
        "Kaart van Vlaanderen: %(count)s gemeenten met praktijken. De lijst staat eronder.",
        len(counts),
    )
    return flanders_map(counts, label=label % {"count": len(counts)}, one=_("1 praktijk"), none=_("geen"))


def _without_place(listing: Listing) -> str:
    """Say how many of the results have no municipality, and so no place on the map."""
    somewhere = listing.index.having("gemeente", listing.index.sets["gemeente"])
    number = (listing.found & ~somewhere).bit_count()
    words = ngettext(
        "%(count)s praktijk hoort niet bij een gemeente.", "%(count)s praktijken horen niet bij een gemeente.", number
    )
    return words % {"count": number} if number else ""
