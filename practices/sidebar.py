"""What stands around the text of a practice: place, source, contact, quality, facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.urls import get_script_prefix
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.cards import Contact, Fact, Link, Silhouette
from portal.organisations.models import Municipality
from portal.organisations.places import silhouettes
from portal.reference.models import Action, QualityLevel, Term
from portal.wording import dutch_number, source_date
from practices import cards

if TYPE_CHECKING:
    from practices.models import PracticePage

MOST_LINKED_PLACES = 8
"""More municipalities are counted beside the title, and listed among the facts."""

TRANSVERSAL = 2
"""From how many policy domains on a practice is transversal."""


@dataclass(frozen=True)
class PlaceCard:
    """Where it happens: outlines and the names that link to each municipality."""

    silhouettes: tuple[Silhouette, ...]
    links: tuple[Link, ...]
    note: str


@dataclass(frozen=True)
class Source:
    """The public source that an item was summarised from."""

    url: str
    title: str
    date: str
    note: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Rung:
    """A rung of the quality ladder; `state` is done, now or nothing."""

    label: str
    state: str
    note: str


def place_card(practice: "PracticePage", places: list[Municipality]) -> PlaceCard | None:
    """Return where it happens; nothing when no municipality is named."""
    if not places:
        return None
    note = ""
    if len(places) == 1:
        place = places[0]
        people = _("%(count)s inwoners") % {"count": dutch_number(place.population)}
        note = ", ".join(part for part in (people, place.province.label if place.province else _("Brussel")) if part)
    elif len(places) > MOST_LINKED_PLACES:
        note = cards.place_names(practice, places)
    few = places if len(places) <= MOST_LINKED_PLACES else []
    links = tuple(Link(place.name, place.get_absolute_url()) for place in few)
    return PlaceCard(silhouettes(places)[: cards.MOST_SILHOUETTES], links, note)


def source(practice: "PracticePage") -> Source | None:
    """Return the source of an item that was summarised; nothing for one of its owner."""
    if not practice.is_from_source:
        return None
    return Source(
        practice.source_url,
        practice.source_title or practice.source_url,
        source_date(practice.source_date),
        practice.source_note,
        tuple(practice.other_sources),
    )


def contact(practice: "PracticePage", places: list[Municipality]) -> Contact:
    """Return who answers: never a mail address."""
    few = places if len(places) <= MOST_LINKED_PLACES else []
    links = tuple(Link(place.name, place.get_absolute_url()) for place in few)
    owner = practice.owner_organisation
    if practice.is_from_source:
        organisation = Link(owner.name, owner.get_absolute_url()) if owner and not owner.municipality_id else None
        source = Link(practice.source_title or practice.source_url, practice.source_url)
        return Contact(_("Lees meer bij de bron"), organisation=organisation, source=source, places=links)
    return Contact(
        _("Spreek met wie dit doet"),
        service=practice.contact_service,
        organisation=Link(owner.name, owner.get_absolute_url()) if owner else None,
        silhouette=next(iter(silhouettes(places)), None),
        note=_help_offered(practice),
        places=links if owner is None or not owner.municipality_id else (),
    )


def _help_offered(practice: "PracticePage") -> str:
    if not practice.wants_to_help:
        return ""
    offered = practice.help_offered.strip()
    return _("Wil collega’s helpen: %(how)s") % {"how": offered} if offered else _("Wil collega’s helpen.")


def facts(
    practice: "PracticePage", places: list[Municipality], terms: Mapping[str, list[Any]], actions: list[Action]
) -> tuple[Fact, ...]:
    """Return the facts in short; what is unknown is left out."""
    domains = _links(terms["policy_domains"], "domein")
    if len(domains) >= TRANSVERSAL:
        domains = (*domains[:-1], Link(domains[-1].text, domains[-1].url, note=_("(transversaal)")))
    owner = practice.owner_organisation
    rows = [
        (_("Periode"), (Link(cards.period(practice)),)),
        (_("Status"), (Link(practice.status.label if practice.status else ""),)),
        (
            _("Gemeenten"),
            tuple(Link(place.name, place.get_absolute_url()) for place in places) if len(places) > 1 else (),
        ),
        (_("Door"), (Link(owner.name, owner.get_absolute_url()),) if owner and not owner.municipality_id else ()),
        (_("Doelgroep"), _links(terms["target_groups"], "doelgroep")),
        (_("Thema"), _links(terms["themes"], "thema")),
        (_("Actie"), tuple(_action_link(action) for action in actions)),
        (_("Domeinen"), domains),
        (_("Soort"), (Link(practice.development_type.label if practice.development_type else ""),)),
        (_("Andere bronnen"), tuple(Link(_host(url), url) for url in practice.other_sources)),
        (_("Licentie"), (Link(practice.get_licence_display()),)),
    ]
    return tuple(Fact(label, values) for label, values in rows if any(value.text for value in values))


def _action_link(action: Action) -> Link:
    return Link(action.label, listing_address("actie", action.code), note=_("(afgelopen)") if action.is_over else "")


def ladder(practice: "PracticePage", levels: list[QualityLevel]) -> tuple[Rung, ...]:
    """Return the rungs of the quality ladder: those below the practice's own are reached."""
    reached = [level.pk for level in levels].index(practice.quality_level_id) if practice.quality_level_id else -1
    if reached < 0:
        return ()
    states = ["done"] * reached + ["now"] + [""] * (len(levels) - reached - 1)
    notes = [_submitted(practice)] + [""] * (len(levels) - 1)
    return tuple(Rung(level.label, state, note) for level, state, note in zip(levels, states, notes, strict=True))


def _submitted(practice: "PracticePage") -> str:
    day = date_format(practice.first_published_at, "j F Y") if practice.first_published_at else ""
    how = _("samengevat uit een openbare bron") if practice.is_from_source else ""
    return ", ".join(part for part in (day, how) if part)


def listing_address(facet: str = "", value: str = "") -> str:
    """Return the address of the listing, filtered by one value of a facet."""
    address = f"{get_script_prefix()}praktijken/"
    return f"{address}?{facet}={value}" if facet else address


def _links(terms: Iterable[Term], facet: str) -> tuple[Link, ...]:
    return tuple(Link(term.label, listing_address(facet, term.code)) for term in terms)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or url).removeprefix("www.")
