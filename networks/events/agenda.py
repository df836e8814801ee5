"""The agenda: coming events by date, by month when there are many, and past ones behind a link."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.detail import PAST, asks_for_past
from networks.events.facets import COMING_EVENTS, MONTHS_ABOVE, PAST_EVENTS
from portal.cards import Link
from portal.finding.listings import Listing, ListingDefinition, Row
from portal.finding.pages import listing_context
from portal.wording import sentence

if TYPE_CHECKING:
    from networks.events.models import EventIndexPage


@dataclass(frozen=True)
class Part:
    """Events under one heading."""

    id: str
    title: str
    is_title_shown: bool
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Nothing:
    """Why the agenda is empty, and what now."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


def definition(request: HttpRequest) -> ListingDefinition:
    """Return the list that is asked for: of what is to come, or of what is over."""
    return PAST_EVENTS if asks_for_past(request) else COMING_EVENTS


def index_context(index: "EventIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the agenda shows."""
    is_past = asks_for_past(request)
    title = _("Voorbije evenementen")
    path = index.get_url(request) or ""
    other_list = Link(_("Komende evenementen"), path) if is_past else Link(title, f"{path}?{PAST}=1")

    def more(listing: Listing) -> dict[str, Any]:
        return {
            "parts": parts(listing, is_past=is_past),
            "other_list": other_list,
            "nothing": _nothing(listing.chips, is_past=is_past),
        }

    shown = listing_context(index, request, definition(request), "events/event_index_inside.html", more)
    return {"section": "netwerken", **({"title": title} if is_past else {}), **shown}


def parts(listing: Listing, *, is_past: bool) -> tuple[Part, ...]:
    """Return events in their order, under their months or under one heading for a screen reader."""
    is_by_date = listing.sort == "datum" and not is_past
    if not (is_by_date and listing.total > MONTHS_ABOVE):
        return (Part("lijst", _("Evenementen"), False, listing.rows),)
    months = ((title, tuple(group)) for title, group in groupby(listing.rows, key=_month))
    return tuple(Part(f"maand-{number}", title, True, rows) for number, (title, rows) in enumerate(months, 1))


def _month(row: Row) -> str:
    """Return the month of a dated event: *Februari 2027*."""
    return sentence(date_format(row.card.day, "F Y")) if row.card.day else ""


def _nothing(chips: tuple[Link, ...], *, is_past: bool) -> Nothing:
    if chips:
        return Nothing(_("Geen evenement met al deze filters"), _("Haal een filter weg, of begin opnieuw."), chips)
    if is_past:
        return Nothing(_("Nog geen voorbije evenementen"), _("Wat voorbij is, blijft hier staan, met verslag."))
    return Nothing(
        _("Niets op de agenda"), _("Netwerken en AgII zetten hier wat ze plannen. Kijk intussen wat er al was.")
    )
