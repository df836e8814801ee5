"""The agenda: coming events by date, by month when there are many, and past ones behind a link."""

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from networks.detail import PAST, asks_for_past
from networks.events.cards import card, networks_of
from networks.events.facets import COMING_EVENTS, PAST_EVENTS, PAST_EVENTS_LABEL, with_facets
from networks.events.moments import month
from portal.cards import Card, Link
from portal.facets import Facet
from portal.navigation.trails import crumbs
from portal.pages.listing import Listing, read_listing
from portal.wording import counted

if TYPE_CHECKING:
    from networks.events.models import EventIndexPage, EventPage
    from networks.events.querysets import EventQuerySet

MONTHS_ABOVE = 10
"""A longer agenda is divided into months."""


@dataclass(frozen=True)
class Part:
    """Events under one heading."""

    id: str
    title: str
    is_title_shown: bool
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Nothing:
    """Why the agenda is empty, and what now."""

    title: str
    text: str
    links: tuple[Link, ...] = ()


def index_context(index: "EventIndexPage", public: "EventQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return what the agenda shows of the `public` events."""
    path = index.get_url(request) or ""
    is_past = asks_for_past(request)
    asked = public.past() if is_past else public.coming()
    listing = read_listing(PAST_EVENTS if is_past else COMING_EVENTS, with_facets(asked), request, path=path)
    events = listing.items(public.with_cards())
    here = f"{path}?{PAST}=1" if is_past else path
    chips = tuple(chip for chip in listing.chips if chip.text != str(PAST_EVENTS_LABEL))
    noun = _("voorbij evenement,voorbije evenementen") if is_past else _("komend evenement,komende evenementen")
    singular, plural = noun.split(",")
    return {
        "section": "netwerken",
        "crumbs": crumbs(Link(index.title)),
        "listing": listing,
        "chips": chips,
        "clear": Link(_("Wis alles"), here),
        "facets": used_facets(listing),
        "title": counted(listing.total, singular, plural),
        "is_past": is_past,
        "parts": parts(events, request, by_month=not is_past and listing.total > MONTHS_ABOVE),
        "other_list": Link(_("Komende evenementen"), path)
        if is_past
        else Link(str(PAST_EVENTS_LABEL), f"{path}?{PAST}=1"),
        "nothing": _nothing(chips, is_past=is_past),
    }


def used_facets(listing: Listing) -> tuple[Facet, ...]:
    """Return the facets that can narrow something: one that nothing on the whole list has is left out."""
    return tuple(facet for facet in listing.facets if any(listing.index.sets[facet.name].values()))


def parts(events: list["EventPage"], request: HttpRequest, *, by_month: bool) -> tuple[Part, ...]:
    """Return events in their order, under their months or under one heading for a screen reader."""
    if not events:
        return ()
    networks = networks_of(events)

    def drawn(group: list["EventPage"]) -> tuple[Card, ...]:
        return tuple(card(event, request, network=networks.get(event.pk)) for event in group)

    if not by_month:
        return (Part("lijst", _("Evenementen"), False, drawn(events)),)
    months = ((title, list(group)) for title, group in groupby(events, key=month))
    return tuple(Part(f"maand-{number}", title, True, drawn(group)) for number, (title, group) in enumerate(months, 1))


def _nothing(chips: tuple[Link, ...], *, is_past: bool) -> Nothing:
    if chips:
        return Nothing(_("Geen evenement met al deze filters"), _("Haal een filter weg, of begin opnieuw."), chips)
    if is_past:
        return Nothing(_("Nog geen voorbije evenementen"), _("Wat voorbij is, blijft hier staan, met verslag."))
    return Nothing(
        _("Niets op de agenda"), _("Netwerken en AgII zetten hier wat ze plannen. Kijk intussen wat er al was.")
    )
