"""The listing of a section: facets with counts, chips, order and pages, every state of it in the address.

A section defines its listing once (`ListingDefinition`) and calls `read_listing()` in its view. What somebody types in
the address is only ever compared with what the definition knows: an unknown value is not there, a page beyond the last
is the last one. Several values of one facet widen the list, several facets narrow it; the counts of a facet are those
of the list without that facet, so that each says what checking it would give.

    PRACTICES = ListingDefinition("praktijken", facets=(FacetField(…), …), sorts=(Sort(…), …))
    listing = read_listing(PRACTICES, PracticePage.objects.visible_to_public(), request, path=page.get_url(request))
    cards = [card(practice) for practice in listing.items(PracticePage.objects.with_cards())]
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.cards import Badge, Link
from portal.facets import Facet, Option
from portal.navigation.trails import Pages, pages
from portal.organisations.context import chosen_municipality
from portal.organisations.models import Municipality
from portal.pages.facet_choices import Choice
from portal.pages.facet_index import FacetField, FacetIndex, Sort, facet_index

LIKE_MINE = "zoals"
LIKE_MINE_SORT = "zoals-mijn-gemeente"
SORT, PAGE, VIEW, MAP = "sorteer", "pagina", "weergave", "kaart"
PAGE_SIZE = 8
MOST_DIGITS = 9
"""Of the number of a page, no more digits are read: it is beyond the last page anyway."""


@dataclass(frozen=True)
class ListingDefinition:
    """What the listing of a section can be filtered and sorted by; the first sort is the default."""

    name: str
    facets: tuple[FacetField, ...]
    sorts: tuple[Sort, ...]
    page_size: int = PAGE_SIZE
    like_mine: bool = False
    """Compare with *mijn gemeente*: asks for facets named gemeente, grootte, regio and provincie."""


@dataclass(frozen=True)
class State:
    """What was asked for, cleaned: what stands in the address of the list, and no more."""

    path: str
    values: Mapping[str, tuple[str, ...]]
    sort: str = ""
    view: str = ""
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """Return the parameters that make this state, those of the default left out."""
        filters = [(name, value) for name, values in self.values.items() for value in values]
        page = str(self.page) if self.page > 1 else ""
        return [
            *filters,
            *((name, value) for name, value in ((SORT, self.sort), (VIEW, self.view), (PAGE, page)) if value),
        ]

    @property
    def address(self) -> str:
        """The address of the list in this state."""
        pairs = self.pairs()
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path

    def without(self, facet: str, value: str) -> "State":
        """Return the first page without one value of one facet."""
        left = tuple(other for other in self.values[facet] if other != value)
        return replace(self, values={**self.values, facet: left}, page=1)


@dataclass(frozen=True)
class Listing:
    """A listing as asked for, ready to draw."""

    state: State
    index: FacetIndex
    found: int
    """The set of pages found (portal.pages.facet_index)."""
    keys: tuple[int, ...]
    """The keys of this page of the list, in order."""
    facets: tuple[Facet, ...]
    chips: tuple[Link, ...]
    sort_options: tuple[Option, ...]
    pages: Pages

    @property
    def total(self) -> int:
        """How many pages were found."""
        return self.found.bit_count()

    @property
    def is_map(self) -> bool:
        """Whether the map was asked for instead of the rows."""
        return self.state.view == MAP

    @property
    def clear(self) -> Link:
        """The link to the list without filters."""
        return Link(_("Wis alles"), replace(self.state, values={}, page=1).address)

    @property
    def list_url(self) -> str:
        """The same results as rows."""
        return replace(self.state, view="", page=1).address

    @property
    def map_url(self) -> str:
        """The same results on the map."""
        return replace(self.state, view=MAP, page=1).address

    @property
    def hidden_in_filters(self) -> list[tuple[str, str]]:
        """What the form of filters keeps: order, view, and filters that it does not draw."""
        drawn = {facet.name for facet in self.facets}
        return [pair for pair in replace(self.state, page=1).pairs() if pair[0] not in drawn]

    @property
    def hidden_in_sort(self) -> list[tuple[str, str]]:
        """What the form of the order keeps: all but the order and the page."""
        return replace(self.state, sort="", page=1).pairs()

    def items(self, queryset: models.QuerySet[Any]) -> list[Any]:
        """Return this page of the list, read through `queryset` in one go and in order."""
        found = queryset.in_bulk(self.keys)
        return [found[key] for key in self.keys if key in found]

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many of the results have each value of a facet; values without results are left out."""
        counts = {value: (pages & self.found).bit_count() for value, pages in self.index.sets[facet].items()}
        return {value: count for value, count in counts.items() if count}

    def address_with(self, facet: str, value: str) -> str:
        """Return the address of the results that also have `value`, as rows."""
        return replace(self.state, values={**self.state.values, facet: (value,)}, view="", page=1).address


def read_listing(
    definition: ListingDefinition, queryset: models.QuerySet[Any], request: HttpRequest, *, path: str
) -> Listing:
    """Return the listing of `queryset` that the address asks for; `path` is its address without parameters."""
    index = facet_index(definition.name, queryset, definition.facets, definition.sorts)
    mine = chosen_municipality(request) if definition.like_mine else None
    if mine:
        index = _with_mine(index, mine)
    state = _read_state(definition, index, request, path, mine)
    chosen = {name: index.having(name, values) for name, values in state.values.items() if values}
    found = reduce(and_, chosen.values(), index.everything)
    in_order = _in_order(index, found, state.sort or definition.sorts[0].name, definition, mine)
    last = max(1, -(-len(in_order) // definition.page_size))
    state = replace(state, page=min(state.page, last))
    start = (state.page - 1) * definition.page_size
    return Listing(
        state=state,
        index=index,
        found=found,
        keys=tuple(in_order[start : start + definition.page_size]),
        facets=_draw_facets(definition, index, state, chosen, mine),
        chips=_chips(definition, index, state),
        sort_options=_sort_options(definition, state, mine),
        pages=pages(state.page, last, lambda number: replace(state, page=number).address),
    )


def _read_state(
    definition: ListingDefinition, index: FacetIndex, request: HttpRequest, path: str, mine: Municipality | None
) -> State:
    values = {}
    for name, choices in index.choices.items():
        asked = set(request.GET.getlist(name))
        values[name] = tuple(choice.value for choice in choices if choice.value in asked)
    orders = {sort.name for sort in definition.sorts[1:]} | ({LIKE_MINE_SORT} if mine else set())
    sort = request.GET.get(SORT, "")
    return State(
        path=path,
        values=values,
        sort=sort if sort in orders else "",
        view=MAP if request.GET.get(VIEW) == MAP else "",
        page=_page_number(request.GET.get(PAGE, "")),
    )


def _page_number(text: str) -> int:
    """Return the number of a page; the first for what is no number."""
    return max(1, int(text[:MOST_DIGITS])) if text.isascii() and text.isdigit() else 1


def _with_mine(index: FacetIndex, mine: Municipality) -> FacetIndex:
    """Add the facet that compares with the chosen municipality, with the reason in words."""
    alike = [
        ("grootte", mine.size_class, _("Even groot: %s")),
        ("regio", mine.region, _("Zelfde referentieregio: %s")),
        ("provincie", mine.province, _("Zelfde provincie: %s")),
    ]
    choices, sets = [], {}
    for facet, term, words in alike:
        if term:
            choices.append(Choice(facet, words % term.label))
            sets[facet] = index.having(facet, [term.code])
    return replace(index, choices={**index.choices, LIKE_MINE: tuple(choices)}, sets={**index.sets, LIKE_MINE: sets})


def _in_order(
    index: FacetIndex, found: int, sort: str, definition: ListingDefinition, mine: Municipality | None
) -> list[int]:
    """Return the keys in order; *zoals mijn gemeente* puts one's own first, then the ever less alike."""
    if sort != LIKE_MINE_SORT or mine is None:
        return index.in_order(found, sort)
    alike = {name: index.having(LIKE_MINE, [name]) for name in ("grootte", "regio", "provincie")}
    own = index.having("gemeente", [mine.nis])
    tiers = [own, alike["grootte"] & alike["regio"], alike["grootte"], alike["regio"], alike["provincie"], found]
    keys: list[int] = []
    for tier in tiers:
        keys += index.in_order(tier & found, definition.sorts[0].name)
        found &= ~tier
    return keys


def _draw_facets(
    definition: ListingDefinition, index: FacetIndex, state: State, chosen: dict[str, int], mine: Municipality | None
) -> tuple[Facet, ...]:
    drawn = []
    for field in definition.facets:
        if field.is_drawn:
            options = _options(index, field.name, state, chosen)
            drawn.append(Facet(field.name, str(field.label), options, is_open=field.is_open))
    if definition.like_mine:
        drawn.insert(1, _like_mine_facet(_options(index, LIKE_MINE, state, chosen) if mine else (), mine))
    return tuple(drawn)


def _like_mine_facet(options: tuple[Option, ...], mine: Municipality | None) -> Facet:
    """Return the facet that compares with *mijn gemeente*, or the way to choose one."""
    words = _("Kies een andere") if mine else _("Kies je gemeente")
    return Facet(
        LIKE_MINE,
        _("Zoals mijn gemeente"),
        options,
        is_open=True,
        note=f"{mine.name}." if mine else _("Vind wat past bij een gemeente als de jouwe."),
        link=Link(words, reverse("choose_municipality")),
    )


def _options(index: FacetIndex, name: str, state: State, chosen: dict[str, int]) -> tuple[Option, ...]:
    """Return the values of a facet, counted among the results of all other facets.

    Narrower values are drawn while something of their branch is checked, ended ones while something still has them.
    """
    others = reduce(and_, (pages for facet, pages in chosen.items() if facet != name), index.everything)
    checked = set(state.values.get(name, ()))
    branches = {choice.parent or choice.value for choice in index.choices[name] if choice.value in checked}
    options = []
    for choice in index.choices[name]:
        pages, is_checked = index.sets[name][choice.value], choice.value in checked
        is_folded = choice.parent and choice.parent not in branches
        if is_checked or not (is_folded or (choice.is_ended and not pages)):
            count = (pages & others).bit_count()
            badge = Badge(choice.rank, choice.label) if choice.rank else None
            options.append(
                Option(choice.value, choice.label, count, is_checked, bool(choice.parent), choice.note, badge)
            )
    return tuple(options)


def _chips(definition: ListingDefinition, index: FacetIndex, state: State) -> tuple[Link, ...]:
    return tuple(
        Link(choice.label, state.without(name, choice.value).address)
        for name, choices in index.choices.items()
        for choice in choices
        if choice.value in state.values[name]
    )


def _sort_options(definition: ListingDefinition, state: State, mine: Municipality | None) -> tuple[Option, ...]:
    offered = [(sort.name, str(sort.label)) for sort in definition.sorts]
    if mine:
        offered.append((LIKE_MINE_SORT, _("Zoals mijn gemeente")))
    current = state.sort or definition.sorts[0].name
    return tuple(Option(name, label, is_checked=name == current) for name, label in offered)
