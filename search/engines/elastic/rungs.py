"""Asking for a page: the strictest rung that gives enough, and the last page for those beyond it.

How many there are of what is a second search: while the node counts, results are confirmed and their excerpts made.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from search.engines.elastic.connection import Cluster, UnderWay
from search.engines.elastic.mapping import DEEPEST_RESULT
from search.engines.elastic.queries import expected_matches
from search.engines.elastic.searches import SAMPLE, Search
from search.engines.protocol import ENOUGH, MOST_COUNTED
from search.engines.scoring import offset_of
from search.query.plan import Rung


@dataclass(frozen=True)
class Page:
    """The answer of the cluster for one page."""

    found: Mapping[str, Any]
    """The results."""
    counts: Callable[[], UnderWay]
    """Returns the search that counts: under way already, where the request is with counts."""
    is_filtered: bool = False
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
    def counted(self) -> Mapping[str, Any]:
        """How many are past, are archived, have which values (searches.Search): of a share where they are many.

        Waits for the answer, until the deadline of the page.
        """
        counted: Mapping[str, Any] = self.counts().answer()["aggregations"]
        sample: Mapping[str, Any] = counted.get(SAMPLE, counted)
        return sample

    @property
    def total(self) -> int:
        """How many there are; exact up to `MOST_COUNTED`."""
        total: int = self.found["hits"]["total"]["value"]
        return total if total <= MOST_COUNTED else max(total, self.counted["shown"]["doc_count"])

    @cached_property
    def in_time(self) -> int:
        """How many there are without the filters, at most `ENOUGH`."""
        number: int = self.found["hits"]["total"]["value"]
        if number < ENOUGH and self.is_filtered:
            number = self.counted["in_time"]["doc_count"]
        return min(number, ENOUGH)


def _nothing() -> None:
    pass


def _begun(search: UnderWay) -> Callable[[], UnderWay]:
    return lambda: search


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
        # Of words alone is known how many to expect; of many with filters, mostly few are left.
        is_plain = request.with_counts and (expected <= MOST_COUNTED if is_filtered else has_words)
        counts = self._counts(expected) if is_plain else None
        every = None if has_words else self._begin(size=0, track_total_hits=True)
        meanwhile()
        found = hits.answer()
        are_many = found["hits"]["total"]["value"] > MOST_COUNTED
        if counts and (has_words if are_many else expected <= MOST_COUNTED):
            return Page(found, _begun(counts), is_filtered)
        if every and are_many:
            expected = every.answer()["hits"]["total"]["value"]
        to_count = partial(self._counts, expected if are_many else 0)
        return Page(found, _begun(to_count()) if request.with_counts else to_count, is_filtered)

    def _hits(self, offset: int) -> UnderWay:
        return self._begin(
            **self.search.hits(self.needed, is_strict=self.is_strict, only_keys=self.only_keys, offset=offset)
        )

    def _counts(self, expected: float) -> UnderWay:
        return self._begin(**self.search.counts(self.needed, is_strict=self.is_strict, expected=expected))

    def _begin(self, **body: Any) -> UnderWay:
        return self.cluster.begin(until=self.until, **body)
