"""An offer outside its own page: the card that listings, slots and search draw."""

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from portal.cards import Card, Tag

if TYPE_CHECKING:
    from practices.offers.models import OfferPage

TONES = {"open": "green", "wachtlijst": "amber"}


def card(offer: "OfferPage", request: HttpRequest | None = None) -> Card:
    """Return the card of an offer, read with `OfferQuerySet.with_cards()`."""
    status, free = status_tag(offer), [Tag(_("Kosteloos"))] if offer.is_free else []
    return Card(
        kind="offer",
        kind_label=str(offer.kind_label),
        url=offer.get_url(request) or "",
        title=offer.title,
        text=offer.summary,
        tags=(*([status] if status else []), *free),
        foot=tuple(fact for fact in (_by(offer), offer.region, until(offer)) if fact),
        is_example=offer.is_example,
    )


def status_tag(offer: "OfferPage") -> Tag | None:
    """Return whether a municipality can apply now; nothing when it is not known."""
    if offer.status is None:
        return None
    if offer.status.code == "open" and offer.closes_on and offer.closes_on < localdate():
        return Tag(_("Gesloten"))
    return Tag(offer.status.label, TONES.get(offer.status.code, ""))


def until(offer: "OfferPage") -> str:
    """Return from when or until when a municipality can apply, while that is still to come."""
    today = localdate()
    if offer.opens_on and offer.opens_on > today:
        return _("Aanvragen vanaf %(day)s") % {"day": date_format(offer.opens_on, "j F Y")}
    if offer.closes_on and offer.closes_on >= today:
        return _("Aanvragen tot en met %(day)s") % {"day": date_format(offer.closes_on, "j F Y")}
    return ""


def _by(offer: "OfferPage") -> str:
    return offer.owner_organisation.name if offer.owner_organisation else ""
