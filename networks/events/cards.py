"""An event outside its own page: the card that agendas, slots and search draw."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.events.moments import when_beside_date
from networks.models import NetworkPage
from portal.cards import Card, Tag

if TYPE_CHECKING:
    from networks.events.models import EventPage

_TONES = {"open": "green", "wachtlijst": "amber"}
"""Registration states with a colour; the others are told in words alone."""


def card(event: "EventPage", request: HttpRequest | None = None, *, network: NetworkPage | None = None) -> Card:
    """Return the card of an event, read with `EventQuerySet.with_cards()`; `network` says whose it is."""
    start = event.local_start
    return Card(
        kind="event",
        kind_label=event.event_kind.label if event.event_kind else str(event.kind_label),
        url=event.get_url(request) or "",
        title=event.title,
        text=event.summary,
        place=place(event),
        tags=tags(event),
        foot=tuple(fact for fact in (_kind_and_hours(event), network.title if network else "") if fact),
        day=start.date() if start else None,
        day_off=event.is_cancelled,
        is_example=event.is_example,
    )


def _kind_and_hours(event: "EventPage") -> str:
    """Return its kind, unless its title says it, and what a date box leaves unsaid: *Studiedag, vrijdag*."""
    kind, moment = event.event_kind.label if event.event_kind else "", when_beside_date(event)
    if not kind or kind.lower() in event.title.lower():
        return moment
    return ", ".join(part for part in (kind, moment[:1].lower() + moment[1:]) if part)


def place(event: "EventPage") -> str:
    """Return where it is, in a word or two: its municipality, else how the organiser calls the place, else online."""
    somewhere = event.municipality.name if event.municipality else event.place
    if not event.is_online:
        return somewhere
    return _("%(place)s en online") % {"place": somewhere} if somewhere else _("Online")


def tags(event: "EventPage") -> tuple[Tag, ...]:
    """Return its state in words: cancelled, moved from which day, and whether there is room while it is to come."""
    if event.is_cancelled:
        return (Tag(str(event.State.CANCELLED.label), "red"),)
    found = []
    if event.state == event.State.MOVED and event.moved_from:
        day = date_format(event.moved_from, "j F")
        found.append(Tag(_("Verplaatst, stond op %(day)s") % {"day": day}, "amber"))
    if event.registration != event.Registration.NONE and not event.is_past:
        found.append(Tag(str(event.get_registration_display()), _TONES.get(event.registration, "")))
    return tuple(found)


def networks_of(events: Iterable["EventPage"]) -> Mapping[int, NetworkPage]:
    """Return the network of each event that has a public one, by the key of the event, in one query."""
    parents = {event.pk: event.path[: -event.steplen] for event in events}
    found = {
        network.path: network
        for network in NetworkPage.objects.visible_to_public().filter(path__in=set(parents.values()))
    }
    return {key: found[path] for key, path in parents.items() if path in found}


def agenda_cards(events: Iterable["EventPage"], request: HttpRequest | None) -> list[Card]:
    """Return the cards of events of several networks, each with the name of its network."""
    events = list(events)
    networks = networks_of(events) if events else {}
    return [card(event, request, network=networks.get(event.pk)) for event in events]
