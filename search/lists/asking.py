"""What the address of a list asks, and what the engine is asked for it."""

from dataclasses import dataclass

from django.http import HttpRequest

from portal.finding.definitions import Choices, read_choices
from portal.finding.facets import KIND
from portal.finding.likeness import nearness
from portal.finding.listings import ALL, LIKE_MINE, PAST_SWITCH, RELEVANCE, ListingDefinition, Sort
from portal.organisations.context import chosen_municipality
from portal.organisations.models import Municipality
from search.engines.protocol import Order, Request, Results, Time
from search.lists import facets
from search.parameters import State, read_state, read_words
from search.query.plan import Plan
from search.query.planning import plan


@dataclass(frozen=True)
class Asked:
    """A list as its address asks for it."""

    definition: ListingDefinition
    state: State
    plan: Plan
    choices: Choices
    sorts: tuple[Sort, ...]
    mine: Municipality | None

    @property
    def request(self) -> Request:
        """What the engine is asked for it."""
        return request_of(self.definition, self.state, self.plan, self.sort, self.mine)

    @property
    def sort(self) -> Sort:
        """The order that it stands in."""
        return next((sort for sort in self.sorts if sort.name == self.state.sort), self.sorts[0])


@dataclass(frozen=True)
class Reading(Asked):
    """A list as it was asked for and answered."""

    results: Results
    meant: str = ""
    """The question that was perhaps meant."""


def ask(definition: ListingDefinition, request: HttpRequest, path: str) -> Asked:
    """Read what the address of a list asks."""
    mine = chosen_municipality(request)
    choices = dict(read_choices(definition.facets))
    if definition.like_mine:
        choices[facets.LIKE_MINE] = facets.like_mine(mine)[1]
    sorts = _sorts(definition, mine, has_words=bool(read_words(request.GET)))
    state = read_state(definition, request.GET, path, choices, sorts)
    return Asked(definition, state, plan(state.q), choices, sorts, mine)


def request_of(
    definition: ListingDefinition, state: State, asked: Plan, sort: Sort, mine: Municipality | None
) -> Request:
    """Return what the engine is asked for a list in this state."""
    size = definition.page_size
    return Request(
        plan=asked,
        scope=(kind_value(definition.kind),) if definition.kind else (),
        filters=facets.stored_values(definition, state, mine),
        time=Time(ALL if PAST_SWITCH in state.switches else definition.time),
        with_archived="archief" in state.switches,
        since=state.since,
        until=state.until,
        order=Order(sort.by or sort.name),
        first=sort.first,
        near=nearness(mine) if sort is LIKE_MINE and mine else (),
        limit=0 if state.view else size,
        offset=0 if state.view else (state.page - 1) * size,
        with_excerpts=True,
    )


def kind_value(kind: str) -> str:
    """Return the value that every item of a kind has."""
    return KIND.stored(kind)


def _sorts(definition: ListingDefinition, mine: Municipality | None, *, has_words: bool) -> tuple[Sort, ...]:
    """Return the orders that are offered, the default first."""
    sorts = definition.sorts
    if has_words and RELEVANCE not in sorts:
        sorts = (RELEVANCE, *sorts)
    if not has_words and len(sorts) > 1:
        # Without words everything is as relevant, and the newest comes first.
        sorts = tuple(sort for sort in sorts if sort is not RELEVANCE)
    return (*sorts, LIKE_MINE) if definition.like_mine and mine else sorts
