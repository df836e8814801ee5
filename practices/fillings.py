"""What practices add to the pages of others: home, municipality, organisation, theme and action.

All of it is read from the index of the listing (portal.pages.facet_index): one query for its stamp, two for cards.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.cards import Card, Entrance, Link, PlaceMap, Section
from portal.organisations.context import chosen_municipality
from portal.organisations.models import Municipality
from portal.pages.facet_index import FacetIndex, facet_index
from portal.reference.models import Term, Theme
from portal.wording import counted
from practices.cards import card
from practices.facets import PRACTICES
from practices.models import PracticePage
from practices.overview import place_map
from practices.querysets import PracticeQuerySet
from practices.sidebar import listing_address

MOST_ON_HOME = 3
MOST_CARDS = 6
MOST_DOORS = 3
DOORS = (
    ("inspanning", "laag", _lazy("Haalbaar met minder dan 0,2\N{NO-BREAK SPACE}VTE")),
    ("kwaliteit", "beproefd-elders", _lazy("Beproefd op meer plaatsen")),
    ("kost", "laag", _lazy("Voor minder dan €\N{NO-BREAK SPACE}5.000")),
    ("grootte", "inwoners-tot-9999", _lazy("Uit gemeenten met minder dan 10.000 inwoners")),
    ("thema", "brugfiguren", _lazy("Brugfiguren op school")),
    ("doelgroep", "nieuwkomers", _lazy("Voor nieuwkomers")),
)
"""Saved searches in words for the home page: facet, value, words."""
NEWEST = PRACTICES.sorts[0].name


def public_practices() -> PracticeQuerySet:
    """Return the practices that everybody may read."""
    found: PracticeQuerySet = PracticePage.objects.visible_to_public()
    return found


def index() -> FacetIndex:
    """Return who has which value, as the listing counts it."""
    return facet_index(PRACTICES.name, public_practices(), PRACTICES.facets, PRACTICES.sorts)


def entrance(context: Mapping[str, Any]) -> Entrance:
    """The way in on the home page, with the first doors that have something behind them."""
    read = index()
    doors = [
        Link(str(words), listing_address(facet, value))
        for facet, value, words in DOORS
        if value in read.sets[facet] and read.sets[facet][value]
    ]
    return Entrance(
        kind="practice",
        title=_("Praktijken"),
        url=listing_address(),
        count=counted(len(read.pks), _("praktijk"), _("praktijken")),
        line=_("Wat gemeenten deden, met kost, resultaat en wat moeilijk was."),
        doors=tuple(doors[:MOST_DOORS]),
    )


def newest(context: Mapping[str, Any]) -> Section | None:
    """The practices that were published or checked last."""
    latest = Greatest(Coalesce("checked_on", "first_published_at__date"), "first_published_at__date")
    practices = public_practices().with_cards().order_by(latest.desc(), "-first_published_at", "-pk")[:MOST_ON_HOME]
    cards = _cards(practices, context["request"])
    more = Link(_("Alle praktijken"), listing_address())
    return Section("nieuw", _("Nieuw en pas nagekeken"), cards=cards, more=more) if cards else None


def home_map(context: Mapping[str, Any]) -> PlaceMap | None:
    """The map of Flanders: the more practices a municipality shares, the darker."""
    counts = by("gemeente")
    return place_map(counts) if counts else None


def like_mine(context: Mapping[str, Any]) -> Section | None:
    """Practices of municipalities like the visitor's, the most alike first, with the reason in words."""
    mine = chosen_municipality(context["request"])
    if mine is None:
        return None
    read = index()
    alike = [read.having(facet, [term.code]) for facet, term in _traits(mine)]
    elsewhere = read.everything & ~read.having("gemeente", [mine.nis])
    tiers = [alike[0] & alike[1], alike[0], alike[1]] if len(alike) > 1 else alike
    keys: list[int] = []
    for tier in tiers:
        keys += [key for key in read.in_order(tier & elsewhere, NEWEST) if key not in keys]
    found = public_practices().with_cards().in_bulk(keys[:MOST_ON_HOME])
    cards = tuple(card(found[key], context["request"], mine=mine) for key in keys[:MOST_ON_HOME] if key in found)
    more = Link(_("Alle even grote gemeenten"), listing_address("grootte", mine.size_class.code))
    title = _("Uit gemeenten zoals %(municipality)s") % {"municipality": mine.name}
    return Section("zoals", title, cards=cards, more=more) if cards else None


def _traits(mine: Municipality) -> list[tuple[str, Term]]:
    return [(facet, term) for facet, term in (("grootte", mine.size_class), ("regio", mine.region)) if term]


def themes(context: Mapping[str, Any]) -> Section | None:
    """The main themes with how many practices stand behind each."""
    counts = by("thema")
    links = tuple(
        Link(theme.label, theme.get_absolute_url(), counted(counts[theme.code], _("praktijk"), _("praktijken")))
        for theme in Theme.objects.filter(parent=None)
        if counts.get(theme.code)
    )
    return Section("themas", _("Thema’s"), links=links) if links else None


def of_municipality(context: Mapping[str, Any]) -> Section | None:
    """Practices of a municipality."""
    return _section(_("Praktijken van deze gemeente"), "gemeente", context["municipality"].nis, context["request"])


def of_theme(context: Mapping[str, Any]) -> Section | None:
    """Practices on a theme or one of its parts."""
    return _section(_("Praktijken"), "thema", context["theme"].code, context["request"])


def of_action(context: Mapping[str, Any]) -> Section | None:
    """Practices that fit an action."""
    return _section(_("Praktijken"), "actie", context["action"].code, context["request"])


def of_organisation(context: Mapping[str, Any]) -> Section | None:
    """Practices that an organisation runs: all of them, since there is no other list of exactly these."""
    owned = public_practices().filter(owner_organisation=context["organisation"])
    cards = _cards(owned.with_cards().order_by("-first_published_at", "-pk"), context["request"])
    return Section("praktijken", _("Praktijken"), cards=cards) if cards else None


def by(facet: str) -> dict[str, int]:
    """Return the number of practices for each value of a facet that has any."""
    return {value: pages.bit_count() for value, pages in index().sets[facet].items() if pages}


def _section(title: str, facet: str, value: str, request: HttpRequest) -> Section | None:
    read = index()
    keys = read.in_order(read.having(facet, [value]), NEWEST)
    if not keys:
        return None
    found = public_practices().with_cards().in_bulk(keys[:MOST_CARDS])
    cards = _cards((found[key] for key in keys[:MOST_CARDS] if key in found), request)
    more = Link(_("Alle %(count)s praktijken") % {"count": len(keys)}, listing_address(facet, value))
    return Section("praktijken", title, cards=cards, more=more if len(keys) > MOST_CARDS else None)


def _cards(practices: Any, request: HttpRequest) -> tuple[Card, ...]:
    return tuple(card(practice, request, with_facts=False) for practice in practices)
