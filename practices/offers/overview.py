"""The listing of offers, filtered and sorted as the address asks."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.finding.pages import listing_context
from portal.wording import dutch_number
from practices.offers.facets import OFFERS

if TYPE_CHECKING:
    from practices.offers.models import OfferIndexPage


def index_context(index: "OfferIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows."""
    shown = listing_context(
        index,
        request,
        OFFERS,
        "offers/offer_index_inside.html",
        lambda listing: {"title": in_words(listing.total) if listing.is_complete else listing.title},
    )
    return {"section": "aanbod", **shown}


def in_words(number: int) -> str:
    """Return a number of offers: *aanbod* has no plural."""
    if not number:
        return _("Geen aanbod")
    return ngettext("%(count)s keer aanbod", "%(count)s keer aanbod", number) % {"count": dutch_number(number)}
