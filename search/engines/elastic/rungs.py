"""Asking for a page: the strictest rung that gives enough, and the last page for those beyond it.

How many there are of what is a second search: while the node counts, results are confirmed and their excerpts made.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from search.engines.elastic.connection import Asked, Cluster
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
    counts: Callable[[], Asked]
    """Returns the search that counts: begun already, unless only keys were asked, which seldom needs one."""
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


def ask(
    cluster: Cluster, search: Search, *, only_keys: bool = False, meanwhile: Callable[[], None] = lambda: None
) -> Page:
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
        if is_strict and len(rungs) > 1:
            strict = page.in_time
        if page.in_time >= ENOUGH:
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
        if offset and page.total and (last := offset_of(request, page.total)) < offset:
            page = replace(page, found=self._hits(last).answer())
        return page

    def _first_page(self, offset: int, meanwhile: Callable[[], None]) -> Page:
        """Return the page; where words tell how many to expect, its counts are under way already."""
        plan = self.search.request.plan
        hits = self._hits(offset)
        expected = expected_matches(plan, self.needed)
        counts = self._counts(expected) if plan.required and not self.only_keys else None
        meanwhile()
        found = hits.answer()
        are_many = found["hits"]["total"]["value"] > MOST_COUNTED
        if self.only_keys:
            return Page(found, lambda: self._counts(0), is_filtered=bool(self.search.request.filters))
        if counts is None:
            counts = self._counts(self._documents() if are_many else 0)
        elif expected > MOST_COUNTED and not are_many:
            # Fewer than the words had let expect are counted one by one.
            counts = self._counts(0)
        return Page(found, lambda: counts, is_filtered=bool(self.search.request.filters))

    def _documents(self) -> int:
        number: int = self._begin(size=0, track_total_hits=True).answer()["hits"]["total"]["value"]
        return number

    def _hits(self, offset: int) -> Asked:
        return self._begin(
            **self.search.hits(self.needed, is_strict=self.is_strict, only_keys=self.only_keys, offset=offset)
        )

    def _counts(self, expected: float) -> Asked:
        return self._begin(**self.search.counts(self.needed, is_strict=self.is_strict, expected=expected))

    def _begin(self, **body: Any) -> Asked:
        return self.cluster.begin(until=self.until, **body)
