"""What the page of a network shows, as values for its template."""

import datetime
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.rich_text import RichText

from portal import slots
from portal.cards import Card, Fact, Link, PlaceMap, Silhouette
from portal.navigation.trails import crumbs
from portal.organisations.maps import members_map
from portal.organisations.models import Municipality
from portal.wording import counted, dutch_number, lines
from practices.cards import card as practice_card
from practices.models import PracticePage

if TYPE_CHECKING:
    from networks.models import NetworkMember, NetworkPage

PAST = "voorbij"
"""The parameter that asks for past events."""
MOST_PRACTICES = 6
MOST_NEWS = 4
"""Older news is folded."""
SKIP_MAP_ABOVE = 20
"""From how many links on a map can be skipped."""


@dataclass(frozen=True)
class Members:
    """The municipalities of a network: on the map, in a list, and who was a member before."""

    words: str
    map: PlaceMap | None
    is_map_long: bool
    entries: tuple[Link, ...]
    past: tuple[str, ...]


@dataclass(frozen=True)
class Contact:
    """Who coordinates, or that nobody does yet."""

    service: str = ""
    organisation: Link | None = None
    silhouette: Silhouette | None = None
    note: str = ""


@dataclass(frozen=True)
class News:
    """A dated piece of news."""

    day: datetime.date
    title: str
    text: RichText


def asks_for_past(request: HttpRequest) -> bool:
    """Tell whether the address asks for what is over instead of what comes."""
    return request.GET.get(PAST) == "1"


def rendered(network: "NetworkPage", request: HttpRequest) -> dict[str, Any]:
    """Return the page's content as HTML and its breadcrumbs; of a draft as it stands in memory."""
    if not getattr(request, "is_preview", False):
        network = type(network).objects.with_page().get(pk=network.pk)
    shown = context(network, request)
    inside = render_to_string("networks/network_inside.html", {**shown, "page": network}, request=request)
    return {"inside": inside, "crumbs": shown["crumbs"]}


def context(network: "NetworkPage", request: HttpRequest) -> dict[str, Any]:
    """Return everything that the content shows."""
    members = sorted(network.members.select_related("municipality"), key=lambda row: row.municipality.sort_name)
    current = [member for member in members if member.is_current]
    practices = _practices(network, current, request)
    news = _news(network)
    inside = {"request": request, "network": network, "is_past": asks_for_past(request)}
    return {
        "crumbs": crumbs(Link(_("Netwerken"), f"{get_script_prefix()}netwerken/"), Link(network.title)),
        "members": _members(current, [member for member in members if not member.is_current]),
        "contact": _contact(network),
        "works_on": lines(network.works_on),
        "facts": _facts(network),
        "notice": slots.render("network.notice", inside),
        "agenda": slots.render("network.agenda", inside),
        "practices": practices,
        "more_practices": _more_practices(network, current) if practices else None,
        "news": news[:MOST_NEWS],
        "older_news": news[MOST_NEWS:],
        "similar": slots.render("similar", {**inside, "item": network, "shown": {card.url for card in practices}}),
    }


def _members(current: list["NetworkMember"], past: list["NetworkMember"]) -> Members:
    places = [member.municipality for member in current]
    inhabitants = sum(place.population for place in places)
    number = counted(len(places), _("gemeente"), _("gemeenten"))
    label = _("Kaart met de leden van het netwerk: %(count)s. Dezelfde leden staan in de lijst onder de kaart.")
    return Members(
        words=_("%(count)s, samen %(inhabitants)s inwoners")
        % {"count": number, "inhabitants": dutch_number(inhabitants)},
        map=members_map(places, past=[member.municipality for member in past], label=label % {"count": number}),
        is_map_long=len(places) > SKIP_MAP_ABOVE,
        entries=tuple(
            Link(
                member.municipality.name,
                member.municipality.get_absolute_url(),
                _("sinds %(year)s") % {"year": member.since} if member.since else "",
            )
            for member in current
        ),
        past=tuple(_was_member(member) for member in past),
    )


def _was_member(member: "NetworkMember") -> str:
    years = {"name": member.municipality.name, "since": member.since, "until": member.until}
    if member.since:
        return _("%(name)s was lid van %(since)s tot %(until)s.") % years
    return _("%(name)s was lid tot %(until)s.") % years


def _contact(network: "NetworkPage") -> Contact:
    organisation = network.coordinating_organisation
    if not organisation and not network.contact_service:
        return Contact(note=_("Dit netwerk heeft nog geen contactdienst."))
    place: Municipality | None = organisation.municipality if organisation else None
    return Contact(
        service=network.contact_service,
        organisation=Link(organisation.name, organisation.get_absolute_url()) if organisation else None,
        silhouette=Silhouette(place.silhouette, place.silhouette_box) if place and place.silhouette else None,
    )


def _facts(network: "NetworkPage") -> tuple[Fact, ...]:
    facts = [
        Fact(_("Vorm"), (Link(network.cooperation_form.label if network.cooperation_form else ""),)),
        Fact(_("Sinds"), (Link(network.since),)),
        Fact(_("Thema’s"), tuple(Link(theme.label, theme.get_absolute_url()) for theme in network.themes.all())),
        Fact(_("Referentieregio"), (Link(network.region.label if network.region else ""),)),
    ]
    return tuple(fact for fact in facts if any(value.text for value in fact.values))


def _practices(network: "NetworkPage", current: list["NetworkMember"], request: HttpRequest) -> list[Card]:
    """Return practices that the network shares, then the newest of its members; each says which it is."""
    shared = [row.practice_id for row in network.shared_practices.all()]
    members = {member.municipality_id for member in current}
    of_member = PracticePage.municipalities.through.objects.filter(
        practicepage=OuterRef("pk"), municipality__in=members
    )
    found = (
        PracticePage.objects.visible_to_public()
        .annotate(is_shared=Q(pk__in=shared))
        .filter(Q(is_shared=True) | Exists(of_member))
        .with_cards()
        .order_by("-is_shared", "-first_published_at", "-pk")
    )
    return [
        replace(practice_card(practice, request, with_facts=False), foot=(_reason(practice, members),))
        for practice in found[:MOST_PRACTICES]
    ]


def _reason(practice: Any, members: set[str]) -> str:
    if practice.is_shared:
        return _("Gedeeld in het netwerk")
    own = [place.name for place in practice.municipalities.all() if place.nis in members]
    return _("Van een lid: %(name)s") % {"name": own[0]} if len(own) == 1 else _("Van leden van het netwerk")


def _more_practices(network: "NetworkPage", current: list["NetworkMember"]) -> Link:
    asked = (
        [("regio", network.region.code)]
        if network.region
        else [("gemeente", member.municipality_id) for member in current]
    )
    return Link(_("Alle praktijken van de leden"), f"{get_script_prefix()}praktijken/?{urlencode(asked)}")


def _news(network: "NetworkPage") -> tuple[News, ...]:
    items = [block.value for block in network.news]
    news = [News(item["date"], item["title"] or "", item["text"]) for item in items if item["date"]]
    return tuple(sorted(news, key=lambda item: item.day, reverse=True))
