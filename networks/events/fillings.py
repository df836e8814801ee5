"""What events add to the pages of others: networks, the home page, municipalities, organisations, themes, practices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.functions import Length, Substr
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from networks.detail import PAST
from networks.events.cards import agenda_cards, card
from networks.events.models import EventPage
from networks.events.moments import when
from networks.events.querysets import EventQuerySet
from networks.models import NetworkPage
from portal.cards import Card, Link, Section
from portal.organisations.models import Municipality, Organisation
from portal.reference.models import Theme

MOST_ON_HOME = 4
MOST_IN_ASIDE = 4
MOST_OF_NETWORK = 8
MOST_PAST = 40
MOST_CARDS = 6


def agenda_address(**asked: str) -> str:
    """Return the address of the agenda, filtered."""
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"{get_script_prefix()}evenementen/" + (f"?{query}" if query else "")


def _public() -> EventQuerySet:
    found: EventQuerySet = EventPage.objects.visible_to_public().with_cards()
    return found


def home_agenda(context: Mapping[str, Any]) -> Section | None:
    """*Binnenkort*: the first coming events that go on."""
    events = _public().coming().exclude(state=EventPage.State.CANCELLED)[:MOST_ON_HOME]
    cards = agenda_cards(events, context["request"])
    more = Link(_("Hele agenda"), agenda_address())
    return Section("binnenkort", _("Binnenkort"), cards=tuple(cards), more=more) if cards else None


@dataclass(frozen=True)
class Notice:
    """A notice with a link (components/notice.html)."""

    title: str
    text: str
    link: Link
    tone: str = "done"
    icon: str = "event"


def next_of_network(context: dict[str, Any]) -> Notice | None:
    """The next meeting of a network that goes on."""
    network = context["network"]
    event = _of(network).coming().exclude(state=EventPage.State.CANCELLED).first()
    if event is None:
        return None
    where = ", ".join(part for part in (event.place, event.municipality.name if event.municipality else "") if part)
    return Notice(
        title=_("Volgende bijeenkomst: %(when)s") % {"when": _lower(when(event))},
        text=(where or _("Online")) + ".",
        link=Link(event.title, event.get_url(context["request"]) or ""),
    )


def agenda_of_network(context: Mapping[str, Any]) -> Section | None:
    """The agenda of a network: what comes, or with `?voorbij=1` what is over."""
    network, request, is_past = context["network"], context["request"], context["is_past"]
    here = network.get_url(request) or ""
    events = list(_of(network).past()[:MOST_PAST] if is_past else _of(network).coming()[:MOST_OF_NETWORK])
    has_others = is_past or _of(network).past().exists()
    if not events and not has_others:
        return None
    other = (
        Link(_("Komende evenementen"), f"{here}#agenda")
        if is_past
        else Link(_("Voorbije evenementen"), f"{here}?{PAST}=1#agenda")
    )
    return Section(
        "agenda",
        _("Voorbije evenementen") if is_past else _("Agenda"),
        cards=tuple(card(event, request) for event in events),
        more=other if has_others else None,
        empty=_("Nog niets gepland."),
    )


def facts_of_networks(networks: Sequence[NetworkPage]) -> dict[int, str]:
    """When each network meets next, for their cards."""
    keys = {network.path: network.pk for network in networks}
    next_ones = (
        _public()
        .coming()
        .exclude(state=EventPage.State.CANCELLED)
        .annotate(parent_path=Substr("path", 1, Length("path") - EventPage.steplen))
        .filter(parent_path__in=keys)
        .order_by("parent_path", "start")
        .distinct("parent_path")
    )
    words = _("Volgende bijeenkomst: %(when)s")
    return {keys[event.parent_path]: words % {"when": _lower(when(event))} for event in next_ones}


def of_municipality(context: Mapping[str, Any]) -> Section | None:
    """Coming events in a municipality, or where it presents; beside its text."""
    place: Municipality = context["municipality"]
    return _aside(_public().for_municipality(place), context, agenda_address(gemeente=place.nis))


def of_organisation(context: Mapping[str, Any]) -> Section | None:
    """Events that an organisation organises: what comes first, then what is over."""
    organisation: Organisation = context["organisation"]
    organised = _public().filter(Q(pk__in=organisation.organised.values("event")) | Q(owner_organisation=organisation))
    return _section(organised, context, id="evenementen", more=None)


def of_theme(context: Mapping[str, Any]) -> Section | None:
    """Events on a theme: what comes first, then what is over."""
    theme: Theme = context["theme"]
    with_parts = [theme.pk, *theme.children.values_list("pk", flat=True)]
    about = _public().filter(pk__in=EventPage.themes.through.objects.filter(theme__in=with_parts).values("eventpage"))
    return _section(about, context, id="evenementen", more=Link(_("Hele agenda"), agenda_address(thema=theme.code)))


def of_practice(context: Mapping[str, Any]) -> Section | None:
    """Coming events at which the municipalities of a practice tell, or which they host."""
    places = context["places"]
    if not places:
        return None
    presented = EventPage.presenting.through.objects.filter(municipality__in=places).values("event")
    return _aside(_public().filter(Q(municipality__in=places) | Q(pk__in=presented)), context, agenda_address())


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _of(network: NetworkPage) -> EventQuerySet:
    found: EventQuerySet = _public().child_of(network)
    return found


def _aside(events: EventQuerySet, context: Mapping[str, Any], address: str) -> Section | None:
    cards = tuple(card(event, context["request"]) for event in events.coming()[:MOST_IN_ASIDE])
    if not cards:
        return None
    return Section("op-de-agenda", _("Op de agenda"), cards=cards, more=Link(_("Hele agenda"), address))


def _section(events: EventQuerySet, context: Mapping[str, Any], *, id: str, more: Link | None) -> Section | None:
    coming = list(events.coming()[:MOST_CARDS])
    past = list(events.past()[: MOST_CARDS - len(coming)]) if len(coming) < MOST_CARDS else []
    cards: list[Card] = agenda_cards([*coming, *past], context["request"])
    return Section(id, _("Evenementen"), cards=tuple(cards), more=more) if cards else None
