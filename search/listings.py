"""Lists of what can be found: the page of results and the listing of each kind, by the same functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Link
from portal.facets import Option
from portal.finding.definitions import Choices, read_choices
from portal.finding.likeness import likeness_in_words, nearness
from portal.finding.listings import ALL, LIKE_MINE, PAST_SWITCH, RELEVANCE, Listing, ListingDefinition, Row, Sort
from portal.finding.maps import place_map
from portal.finding.reading import Found
from portal.moment import of_this_moment
from portal.navigation.trails import pages
from portal.organisations.context import chosen_municipality
from portal.organisations.models import Municipality
from portal.wording import counted, dutch_number
from search import facets
from search.counts import counts_of
from search.derived import NOWHERE
from search.engines import engine
from search.engines.protocol import MOST_COUNTED, Hit, Order, Request, Results, Time
from search.highlight import Highlighter, highlighter
from search.notices import notices
from search.parameters import MAP, State, read_state, read_words
from search.query.plan import Plan
from search.query.planning import plan


@dataclass(frozen=True)
class Reading:
    """A list as it was asked for and answered."""

    definition: ListingDefinition
    state: State
    plan: Plan
    choices: Choices
    results: Results
    sorts: tuple[Sort, ...]
    mine: Municipality | None


class EntriesReader:
    """Answers for features (portal.finding.reading)."""

    def listing(self, definition: ListingDefinition, request: HttpRequest, path: str) -> Listing:
        """Return a list as the address asks for it."""
        return draw(read(definition, request, path))

    def find(
        self,
        kind: str,
        having: Mapping[str, tuple[str, ...]],
        *,
        order: str,
        near: tuple[tuple[str, ...], ...],
        limit: int,
    ) -> Found:
        """Return the first items of a kind."""
        filters = {name: tuple(values) for name, values in having.items()}
        asked = Request(
            scope=(_kind(kind),), filters=filters, order=Order(order), near=near, limit=limit, with_counts=False
        )
        results = engine.search(asked)
        return Found(
            cards=tuple(hit.card for hit in results.hits),
            values=tuple(hit.facets for hit in results.hits),
            total=results.total,
        )

    def counts(self, kind: str, time: str) -> Mapping[str, int]:
        """Return how many items of a kind have each value."""
        return of_this_moment(("counts", kind), lambda: counts_of(kind))[time]


def read(definition: ListingDefinition, request: HttpRequest, path: str) -> Reading:
    """Read a list: what its address asks, and what is found."""
    mine = chosen_municipality(request)
    choices = dict(read_choices(definition.facets))
    if definition.like_mine:
        choices[facets.LIKE_MINE] = facets.like_mine(mine)[1]
    sorts = _sorts(definition, mine, has_words=bool(read_words(request.GET)))
    state = read_state(definition, request.GET, path, choices, sorts)
    asked = plan(state.q)
    results = engine.search(request_of(definition, state, asked, _sort(sorts, state), mine))
    state = replace(state, page=results.offset // definition.page_size + 1) if not state.view else state
    return Reading(definition, state, asked, choices, results, sorts, mine)


def request_of(
    definition: ListingDefinition, state: State, asked: Plan, sort: Sort, mine: Municipality | None
) -> Request:
    """Return what the engine is asked for a list in this state."""
    size = definition.page_size
    return Request(
        plan=asked,
        scope=(_kind(definition.kind),) if definition.kind else (),
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
    )


def _kind(kind: str) -> str:
    return f"soort:{kind}"


def _sorts(definition: ListingDefinition, mine: Municipality | None, *, has_words: bool) -> tuple[Sort, ...]:
    """Return the orders that are offered, the default first."""
    sorts = definition.sorts
    if has_words and RELEVANCE not in sorts:
        sorts = (RELEVANCE, *sorts)
    if not has_words and len(sorts) > 1:
        # Without words everything is as relevant, and the newest comes first.
        sorts = tuple(sort for sort in sorts if sort is not RELEVANCE)
    return (*sorts, LIKE_MINE) if definition.like_mine and mine else sorts


def _sort(sorts: tuple[Sort, ...], state: State) -> Sort:
    return next((sort for sort in sorts if sort.name == state.sort), sorts[0])


def draw(reading: Reading, promoted: tuple[Hit, ...] = ()) -> Listing:
    """Return a list ready to draw; `promoted` stand before all others, and once."""
    definition, state, results, choices = reading.definition, reading.state, reading.results, reading.choices
    drawn = facets.drawn(definition, state, choices, results, reading.mine)
    switches = facets.switches(definition, state, results)
    in_form = {facet.name for facet in (*drawn, *switches)} | {day.name for facet in drawn for day in facet.days}
    first = replace(state, page=1)
    current = _sort(reading.sorts, state)
    size, is_map = definition.page_size, bool(state.view)
    last = max(1, -(-results.total // size))
    return Listing(
        path=state.path,
        q=state.q,
        total=results.total,
        title=in_words(results, definition),
        rows=tuple(_rows(reading, promoted)),
        facets=drawn,
        switches=switches,
        chips=facets.chips(definition, state, choices),
        clear=Link(_("Wis alles"), _cleared(definition, state).address),
        sort_options=tuple(Option(sort.name, str(sort.label), is_checked=sort is current) for sort in reading.sorts),
        sort=current.name,
        pages=pages(state.page, last, lambda number: replace(state, page=number).address),
        hidden_in_filters=tuple(pair for pair in first.pairs() if pair[0] not in in_form),
        hidden_in_sort=replace(first, sort="").pairs(),
        hidden_in_words=replace(first, q="").pairs(),
        list_url=replace(first, view="").address,
        map_url=replace(first, view=MAP).address,
        is_plain=state.pairs() == state.fixed,
        is_map=is_map,
        **(_map(reading) if is_map and results.total else {}),  # type: ignore[arg-type]
        counts=results.counts,
        is_estimate=results.is_estimate,
        notices=tuple(notices(state, results, reading.plan)),
        past=_past(reading),
    )


def _cleared(definition: ListingDefinition, state: State) -> State:
    """Return the list without filters; where words are a chip, without words too."""
    cleared = state.without_filters()
    return replace(cleared, q="") if definition.kind else cleared


def in_words(results: Results, definition: ListingDefinition) -> str:
    """Return how many there are of what: *38 resultaten*; *meer dan 20.000 resultaten* when they were not counted."""
    singular, plural = (str(word) for word in definition.noun)
    if results.is_estimate:
        return _("Meer dan %(number)s %(things)s") % {"number": dutch_number(MOST_COUNTED), "things": plural}
    return counted(results.total, singular, plural)


def _rows(reading: Reading, promoted: tuple[Hit, ...]) -> Iterator[Row]:
    marks = highlighter(reading.plan) if reading.plan.groups else None
    first = {(hit.kind, hit.object_id) for hit in promoted}
    for hit in promoted:
        yield replace(_row(hit, reading, marks), is_promoted=True)
    for hit in reading.results.hits:
        if (hit.kind, hit.object_id) not in first:
            yield _row(hit, reading, marks)


def _row(hit: Hit, reading: Reading, marks: Highlighter | None) -> Row:
    card = hit.card
    if reading.mine and (reason := likeness_in_words(hit.facets, reading.mine)):
        card = replace(card, foot=(*card.foot, reason))
    row = Row(card, values=hit.facets)
    if marks is None:
        return row
    marked = marks.highlighted(card.title, hit.summary, hit.text)
    return replace(row, title=marked.title, excerpts=marked.excerpts)


def _map(reading: Reading) -> dict[str, object]:
    """Return the map of the results, the same places as a list, and how many have no place."""
    state, noun = reading.state, reading.definition.noun
    facet = next(facet for facet in reading.definition.facets if facet.name == "gemeente")
    found = reading.results.counts
    counts = {
        choice.value: found[facet.stored(choice.value)]
        for choice in reading.choices["gemeente"]
        if found.get(facet.stored(choice.value))
    }
    nowhere = found.get(NOWHERE, 0)
    words = ngettext("%(things)s hoort niet bij een gemeente.", "%(things)s horen niet bij een gemeente.", nowhere)
    as_rows = replace(state, view="", page=1)
    return {
        "map": place_map(counts, noun),
        "places": tuple(
            Link(
                choice.label,
                as_rows.with_values("gemeente", [choice.value]).address,
                dutch_number(counts[choice.value]),
            )
            for choice in reading.choices["gemeente"]
            if choice.value in counts
        ),
        "without_place": words % {"things": counted(nowhere, *map(str, noun))} if nowhere else "",
    }


def _past(reading: Reading) -> Link | None:
    """Return the link to the same results with what is over, where a switch can add that."""
    state, number = reading.state, reading.results.past
    if PAST_SWITCH not in reading.definition.switches or PAST_SWITCH in state.switches or not number:
        return None
    words = ngettext("Toon ook %(number)s voorbij evenement", "Toon ook %(number)s voorbije evenementen", number)
    on = replace(state, switches=(PAST_SWITCH, *state.switches), page=1)
    return Link(words % {"number": dutch_number(number)}, on.address)
