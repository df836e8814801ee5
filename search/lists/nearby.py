"""What would find something, when a list has nothing: the same without one of its filters, or asked more loosely."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from portal.cards import Link
from portal.finding.facets import KIND
from portal.wording import dutch_number
from search.engines import engine
from search.engines.protocol import MOST_COUNTED, Results
from search.lists import facets
from search.lists.asking import Reading
from search.parameters import State
from search.query.planning import plan

EXACT = str.maketrans("", "", '"“”„«»')


def near_matches(reading: Reading) -> tuple[Link, ...]:
    """Return links to lists with something in them, each with its number; none when this one has something itself.

    One more question to the engine at most, and only of a page that would otherwise end there.
    """
    if reading.results.total or not reading.results.is_complete:
        return ()
    if reading.state.is_filtered:
        return (*_without_one_filter(reading), *_without_filters(reading))
    return tuple(_more_loosely(reading))


def _without_one_filter(reading: Reading) -> Iterator[Link]:
    """Yield what is left without each filter, when there are several."""
    state, filters = reading.state, reading.state.filters
    if len(filters) + bool(state.since or state.until) < 2:
        return
    for name, values in filters.items():
        if number := _total(reading.results, name):
            chosen = [choice.label for choice in reading.choices[name] if choice.value in values]
            yield _link(
                _("Zonder %(filter)s") % {"filter": ", ".join(f"“{label}”" for label in chosen)},
                number,
                state.with_values(name, ()),
            )


def _total(results: Results, name: str) -> int:
    """Return how many there are with one filter aside: every item is of one kind, so its kinds add up to all.

    Nothing where that is an estimate.
    """
    total = sum(n for value, n in results.counts_of(name).items() if value.startswith(KIND.stored("")))
    return 0 if results.is_estimate and total > MOST_COUNTED else total


def _without_filters(reading: Reading) -> Iterator[Link]:
    """Yield what is left without any filter; past and archived items stay where they were."""
    state = reading.state
    bare = replace(state, values=dict.fromkeys(state.values, ()), since=None, until=None, page=1)
    filters = facets.chips(reading.definition, replace(state, q=""), reading.choices)
    text = _("Zonder je filters") if len(filters) > 1 else _("Zonder je filter")
    yield from _counted(text, reading, bare)


def _more_loosely(reading: Reading) -> Iterator[Link]:
    """Yield the same words without quotes and without what was excluded."""
    state = reading.state
    words = " ".join(word for word in state.q.translate(EXACT).split() if not word.startswith("-"))
    if words and words != state.q:
        text = _("Zonder aanhalingstekens en mintekens: %(words)s") % {"words": words}
        yield from _counted(text, reading, replace(state, q=words, page=1))


def _counted(text: str, reading: Reading, state: State) -> Iterator[Link]:
    question = reading.plan if state.q == reading.state.q else plan(state.q)
    asked = replace(reading, state=state, plan=question).request
    if number := engine.search(replace(asked, limit=0, with_counts=False)).total:
        yield _link(text, number, state)


def _link(text: str, number: int, state: State) -> Link:
    return Link(text, state.address, dutch_number(number))
