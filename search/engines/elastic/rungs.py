"""Asking for a page: the strictest rung that gives enough, and the last page for those beyond it.

How many there are of what are other searches: while the node counts, results are confirmed and their excerpts made.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
from typing import Any

from search.engines.elastic.connection import Cluster, UnderWay
from search.engines.elastic.mapping import DEEPEST_RESULT
from search.engines.elastic.queries import expected_matches
from search.engines.elastic.searches import ALL_FILTERS, SAMPLE, Search, sampled
from search.engines.protocol import ENOUGH, MOST_COUNTED
from search.engines.scoring import offset_of
from search.query.plan import Rung


@dataclass(frozen=True)
class Page:
    """The answer of the cluster for one page."""

    found: Mapping[str, Any]
    """The results."""
    counts: Callable[[], Mapping[str, UnderWay]]
    """Begins the searches that count, once, and returns them; they are under way where the request is with counts."""
    unfiltered: Callable[[], int] | None = None
    """Returns how many there are without the filters, where there are some."""
    needed: int = 0
    """How many of the words they have at least."""
    strict: int = 0
    """How many have all of them, at most `ENOUGH`."""

    @property
    def hits(self) -> Sequence[Mapping[str, Any]]:
        """The results of this page."""
        hits: Sequence[Mapping[str, Any]] = self.found["hits"]["hits"]
        return hits

    @cached_property
    def _answers(self) -> Mapping[str, Mapping[str, Any]]:
        return {name: search.answer()["aggregations"] for name, search in self.counts().items()}

    @cached_property
    def counted(self) -> Mapping[str, Mapping[str, Any]]:
        """What the searches that count say (searches.Search.counts), by their names: of a share where they are many.

        Waits for the answers, until the deadline of the page.
        """
        return {name: answer.get(SAMPLE, answer) for name, answer in self._answers.items()}

    @property
    def totals(self) -> Mapping[str, Any]:
        """How many are shown, past and archived, all filters on."""
        return self.counted[ALL_FILTERS]

    @property
    def total(self) -> int:
        """How many there are; exact up to `MOST_COUNTED`."""
        total: int = self.found["hits"]["total"]["value"]
        return total if total <= MOST_COUNTED else max(total, self.totals["shown"]["doc_count"])

    @property
    def is_sampled(self) -> bool:
        """Whether a share of something was counted."""
        return any(SAMPLE in answer for answer in self._answers.values())

    @cached_property
    def in_time(self) -> int:
        """How many there are without the filters, at most `ENOUGH`."""
        number: int = self.found["hits"]["total"]["value"]
        if number < ENOUGH and self.unfiltered:
            number = self.unfiltered()
        return min(number, ENOUGH)


def _nothing() -> None:
    pass


def ask(cluster: Cluster, search: Search, *, only_keys: bool = False, meanwhile: Callable[[], None] = _nothing) -> Page:
    """Return the page of the strictest rung that gives enough.

    Mostly that is the first: a looser one follows only where the stricter one gave few, and that one cost little.
    `meanwhile` is called while the first is under way.
    """
    until = time.monotonic() + cluster.deadline
    strict = 0
    rungs = search.request.plan.rungs or ((Rung.ALL, 0),)
    for rung, needed in rungs:
        is_strict = rung is Rung.ALL
        page = _Step(cluster, search, needed, is_strict, only_keys, until).page(meanwhile)
        meanwhile = _nothing
        if is_strict and len(rungs) > 1:
            strict = page.in_time
        if (rung, needed) == rungs[-1] or page.in_time >= ENOUGH:
            break
    if search.request.with_counts:
        page.counts()
    return replace(page, needed=needed, strict=strict)


@dataclass(frozen=True)
class _Step:
    """What is asked for one rung."""

    cluster: Cluster
    search: Search
    needed: int
    is_strict: bool
    only_keys: bool
    until: float

    def page(self, meanwhile: Callable[[], None]) -> Page:
        request = self.search.request
        offset = min(request.offset, DEEPEST_RESULT - request.limit)
        page = self._first_page(offset, meanwhile)
        # Only now is known which page is the last.
        if offset and not page.hits and page.total and (last := offset_of(request, page.total)) < offset:
            page = replace(page, found=self._hits(last).answer())
        return page

    def _first_page(self, offset: int, meanwhile: Callable[[], None]) -> Page:
        """Return the page; its counts are under way beside it where it is plain how to count."""
        request = self.search.request
        has_words, is_filtered = bool(request.plan.required), bool(request.filters)
        hits = self._hits(offset)
        expected = expected_matches(request.plan, self.needed) if has_words else 0
        are_few = has_words and expected <= MOST_COUNTED
        # Of words alone is known how many to expect; of many with filters, mostly few are left. Each filter is one more
        # search, so where a looser rung may follow they wait until it is known which one is shown.
        is_plain = has_words and (not is_filtered or (are_few and len(request.plan.rungs) < 2))
        counts = self._counts(expected) if request.with_counts and is_plain else None
        numbers = self._numbers(are_many=True) if request.with_counts and not has_words else None
        meanwhile()
        found = hits.answer()
        are_many = found["hits"]["total"]["value"] > MOST_COUNTED
        to_count = partial(self._counts, expected) if are_few else partial(self._counts_of_known, are_many, numbers)
        if counts and (are_many or are_few):
            to_count = partial(dict, counts)
        return Page(found, cache(to_count), self._unfiltered if is_filtered else None)

    def _hits(self, offset: int) -> UnderWay:
        return self._begin(
            **self.search.hits(self.needed, is_strict=self.is_strict, only_keys=self.only_keys, offset=offset)
        )

    @cached_property
    def _to_count(self) -> Mapping[str, dict[str, Any]]:
        return self.search.counts(self.needed, is_strict=self.is_strict)

    def _counts(self, expected: float) -> Mapping[str, UnderWay]:
        """Begin the searches that count, where each will have about so many."""
        return {name: self._begin(**sampled(body, expected)) for name, body in self._to_count.items()}

    def _numbers(self, *, are_many: bool) -> Mapping[str, UnderWay]:
        """Begin the searches for how many each of them will have; of the results it is known when they are not many."""
        return {
            name: self._begin(query=body["query"], size=0, track_total_hits=True)
            for name, body in self._to_count.items()
            if are_many or name != ALL_FILTERS
        }

    def _counts_of_known(self, are_many: bool, numbers: Mapping[str, UnderWay] | None) -> Mapping[str, UnderWay]:
        """Begin the searches that count when it is known how many each will have.

        With all filters on those are not only the results: what is past or archived is counted too.
        """
        if numbers is None:
            numbers = self._numbers(are_many=are_many)
        known = {name: _number(search) for name, search in numbers.items() if are_many or name != ALL_FILTERS}
        return {name: self._begin(**sampled(body, known.get(name, 0))) for name, body in self._to_count.items()}

    def _unfiltered(self) -> int:
        return _number(self._begin(**self.search.unfiltered(self.needed, is_strict=self.is_strict, most=ENOUGH)))

    def _begin(self, **body: Any) -> UnderWay:
        return self.cluster.begin(until=self.until, **body)


def _number(search: UnderWay) -> int:
    number: int = search.answer()["hits"]["total"]["value"]
    return number
