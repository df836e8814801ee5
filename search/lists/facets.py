"""The filters of a list, drawn: one definition each feeds form, filter, counts and chips."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.cards import Badge, Link
from portal.facets import Day, Facet, Option
from portal.finding.definitions import Choices, FacetDefinition
from portal.finding.listings import ARCHIVE_SWITCH, PAST_SWITCH, ListingDefinition
from portal.finding.vocabularies import Choice
from portal.organisations.models import Municipality
from search.engines.protocol import Results
from search.parameters import MAP, SINCE, UNTIL, State

LIKE_MINE = "zoals"
BEFORE = {"soort", "thema"}
"""Facets that stand before the comparison with *mijn gemeente*."""


def like_mine(mine: Municipality | None) -> tuple[dict[str, str], tuple[Choice, ...]]:
    """Return how an item can be like a municipality: the value it then has, per choice, and the choices in words."""
    if mine is None:
        return {}, ()
    alike = (
        ("grootte", mine.size_class, _("Even groot: %s")),
        ("regio", mine.region, _("Zelfde referentieregio: %s")),
        ("provincie", mine.province, _("Zelfde provincie: %s")),
    )
    terms = [(name, term, words) for name, term, words in alike if term]
    return (
        {name: f"{name}:{term.code}" for name, term, _words in terms},
        tuple(Choice(name, words % term.label) for name, term, words in terms),
    )


def stored_values(definition: ListingDefinition, state: State, mine: Municipality | None) -> dict[str, tuple[str, ...]]:
    """Return the filters that are on, with their values as documents have them."""
    stored = {facet.name: facet.stored for facet in definition.facets}
    alike, _choices = like_mine(mine)
    return {
        name: tuple(alike[value] if name == LIKE_MINE else stored[name](value) for value in values)
        for name, values in state.filters.items()
    }


def drawn(
    definition: ListingDefinition, state: State, choices: Choices, results: Results, mine: Municipality | None
) -> tuple[Facet, ...]:
    """Return the filters as the form draws them, each value with its count; zero counts stay.

    A facet of which no result has any value could narrow nothing, and is left out; in the search over everything those
    that stand open stay where they are. Without counts (the engine had no time) all are drawn, without numbers.
    """
    facets = []
    for facet in definition.facets:
        stored = {choice.value: facet.stored(choice.value) for choice in choices[facet.name]}
        counts = _counts(facet.name, stored, results)
        stays = facet.is_open and not definition.kind
        is_of_use = counts is None or not results.total or any(counts.values()) or state.values[facet.name]
        if facet.is_drawn and (stays or is_of_use):
            facets.append(_facet(facet, choices[facet.name], state, counts))
    if definition.like_mine:
        place = sum(facet.name in BEFORE for facet in facets)
        facets.insert(place, _like_mine_facet(state, choices, results, mine))
    if definition.has_period:
        facets.append(_period(state))
    return tuple(facets)


def _counts(name: str, stored: Mapping[str, str], results: Results) -> dict[str, int] | None:
    """Return the count of each value of a facet, its own filter left aside; nothing when there was no time to count."""
    if not results.is_complete:
        return None
    found = results.counts_of(name)
    return {value: found.get(full, 0) for value, full in stored.items()}


def _facet(
    facet: FacetDefinition, choices: tuple[Choice, ...], state: State, counts: Mapping[str, int] | None
) -> Facet:
    checked = state.values[facet.name]
    more = None
    if facet.most:
        offered = _most(facet.most, choices, checked, counts or {})
        if len(offered) < sum(count > 0 for count in (counts or {}).values()):
            more = Link(_("Alle gemeenten op de kaart"), replace(state, view=MAP, page=1).address)
        choices = offered
    return Facet(
        facet.name, str(facet.label), tuple(_options(choices, checked, counts)), is_open=facet.is_open, more=more
    )


def _most(
    most: int, choices: tuple[Choice, ...], checked: tuple[str, ...], counts: Mapping[str, int]
) -> tuple[Choice, ...]:
    """Return the values with most results, and those that are checked, in their own order."""
    largest = sorted((value for value, count in counts.items() if count), key=lambda value: -counts[value])[:most]
    shown = {*largest, *checked}
    return tuple(choice for choice in choices if choice.value in shown)


def _options(choices: Iterable[Choice], checked: tuple[str, ...], counts: Mapping[str, int] | None) -> Iterable[Option]:
    """Return the values of a facet.

    Narrower values are drawn while something of their branch is checked, ended ones while something has them.
    """
    branches = {choice.parent or choice.value for choice in choices if choice.value in checked}
    for choice in choices:
        is_checked = choice.value in checked
        count = None if counts is None else counts.get(choice.value, 0)
        is_folded = choice.parent and choice.parent not in branches
        if is_checked or not (is_folded or (choice.is_ended and not count)):
            badge = Badge(choice.rank, choice.label) if choice.rank else None
            yield Option(choice.value, choice.label, count, is_checked, bool(choice.parent), choice.note, badge)


def _like_mine_facet(state: State, choices: Choices, results: Results, mine: Municipality | None) -> Facet:
    """Return the facet that compares with *mijn gemeente*, or the way to choose one."""
    stored, _choices = like_mine(mine)
    counts = _counts(LIKE_MINE, stored, results)
    return Facet(
        LIKE_MINE,
        _("Zoals mijn gemeente"),
        tuple(_options(choices[LIKE_MINE], state.values[LIKE_MINE], counts)),
        is_open=True,
        note=f"{mine.name}." if mine else _("Vind wat past bij een gemeente als de jouwe."),
        link=Link(_("Kies een andere") if mine else _("Kies je gemeente"), reverse("choose_municipality")),
    )


def _period(state: State) -> Facet:
    days = (
        Day(SINCE, _("Vanaf"), state.since.isoformat() if state.since else ""),
        Day(UNTIL, _("Tot en met"), state.until.isoformat() if state.until else ""),
    )
    return Facet("periode", _("Periode"), (), days=days, note=_("De dag van een evenement, of van publicatie."))


def switches(definition: ListingDefinition, state: State, results: Results) -> tuple[Facet, ...]:
    """Return the switches that add something, or that are on."""
    words = {PAST_SWITCH: _("Toon ook wat voorbij is"), ARCHIVE_SWITCH: _("Toon ook het archief")}
    numbers = {PAST_SWITCH: results.past, ARCHIVE_SWITCH: results.archived}
    return tuple(
        Facet(name, words[name], (Option("1", words[name], numbers[name], name in state.switches),))
        for name in definition.switches
        if numbers[name] or name in state.switches
    )


def chips(definition: ListingDefinition, state: State, choices: Choices) -> tuple[Link, ...]:
    """Return a link for everything that narrows the list, to the same list without it."""
    words = (
        [Link(_("“%(words)s”") % {"words": state.q}, replace(state, q="", page=1).address)]
        if definition.kind and state.q
        else []
    )
    values = (
        Link(choice.label, state.without(name, choice.value).address)
        for name, of in choices.items()
        for choice in of
        if choice.value in state.values[name]
    )
    return tuple(chain(words, values, _days(state)))


def _days(state: State) -> Iterable[Link]:
    if state.since:
        text = _("Vanaf %(day)s") % {"day": date_format(state.since, "j F Y")}
        yield Link(text, replace(state, since=None, page=1).address)
    if state.until:
        text = _("Tot en met %(day)s") % {"day": date_format(state.until, "j F Y")}
        yield Link(text, replace(state, until=None, page=1).address)
