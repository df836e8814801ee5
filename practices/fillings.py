"""What practices add to the pages of others: home, municipality, organisation, theme and action.

Numbers and cards are those of the listing (portal.finding): what is counted here is exactly what is listed there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.db.models.functions import Coalesce, Greatest
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from portal.cards import Card, Entrance, Link, PlaceMap, Section
from portal.finding import reading
from portal.finding.likeness import likeness_in_words, nearness, traits
from portal.finding.listings import LIKE_MINE
from portal.finding.maps import place_map
from portal.organisations.context import chosen_municipality
from portal.reference.models import Theme
from portal.wording import counted
from practices.cards import card
from practices.facets import KIND, PRACTICES
from practices.models import PracticePage
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


def public_practices() -> PracticeQuerySet:
    """Return the practices that everybody may read."""
    found: PracticeQuerySet = PracticePage.objects.visible_to_public()
    return found


def entrance(context: Mapping[str, Any]) -> Entrance:
    """The way in on the home page, with the first doors that have something behind them."""
    there = reading.counts(KIND)
    doors = [
        Link(str(words), listing_address(facet, value))
        for facet, value, words in DOORS
        if there.get(f"{facet}:{value}")
    ]
    return Entrance(
        kind="practice",
        title=_("Praktijken"),
        url=listing_address(),
        count=counted(reading.total(KIND), _("praktijk"), _("praktijken")),
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
    return place_map(counts, PRACTICES.noun) if counts else None


def like_mine(context: Mapping[str, Any]) -> Section | None:
    """Practices of municipalities like the visitor's, the most alike first, with the reason in words."""
    mine = chosen_municipality(context["request"])
    if mine is None:
        return None
    own, *tiers = nearness(mine)
    near = tuple(tier for tier in tiers if traits(mine).get("provincie") not in tier)
    alike = tuple(dict.fromkeys(value for tier in near for value in tier))
    # Those of the municipality itself are left out, and would all stand in front.
    most = MOST_ON_HOME + reading.counts(KIND).get(own[0], 0)
    found = reading.find(KIND, {"zoals": alike}, order=LIKE_MINE.name, near=near, limit=most)
    elsewhere = [
        replace(card, foot=(*card.foot, likeness_in_words(values, mine)))
        for card, values in zip(found.cards, found.values, strict=True)
        if own[0] not in values
    ]
    cards = tuple(elsewhere[:MOST_ON_HOME])
    more = Link(_("Alle even grote gemeenten"), listing_address("grootte", mine.size_class.code))
    title = _("Uit gemeenten zoals %(municipality)s") % {"municipality": mine.name}
    return Section("zoals", title, cards=cards, more=more) if cards else None


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
    return reading.counts_by(facet, KIND)


def _section(title: str, facet: str, value: str, request: HttpRequest) -> Section | None:
    found = reading.find(KIND, {facet: (f"{facet}:{value}",)}, limit=MOST_CARDS)
    if not found.total:
        return None
    cards = tuple(replace(card, foot=()) for card in found.cards)
    more = Link(_("Alle %(count)s praktijken") % {"count": found.total}, listing_address(facet, value))
    return Section("praktijken", title, cards=cards, more=more if found.total > MOST_CARDS else None)


def _cards(practices: Any, request: HttpRequest) -> tuple[Card, ...]:
    return tuple(card(practice, request, with_facts=False) for practice in practices)
