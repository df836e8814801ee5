"""Asking for a page: the strictest rung that gives enough, and the last page for those beyond it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from search.engines.elastic.connection import Cluster
from search.engines.elastic.mapping import DEEPEST_RESULT
from search.engines.elastic.queries import Query
from search.engines.elastic.searches import SAMPLE, Search
from search.engines.protocol import ENOUGH, MOST_COUNTED
from search.engines.scoring import offset_of
from search.query.plan import Rung


@dataclass(frozen=True)
class Page:
    """The answer of the cluster for one page."""

    hits: Sequence[Mapping[str, Any]]
    counted: Mapping[str, Any]
    """How many are past, are archived, have which values (searches.Search): of a share of them where they are many."""
    total: int
    """Exact up to `MOST_COUNTED`."""
    needed: int = 0
    """How many of the words they have at least."""
    strict: int = 0
    """How many have all of them, at most `ENOUGH`."""

    @property
    def in_time(self) -> int:
        """How many there are without the filters."""
        return int(self.counted.get("in_time", {"doc_count": self.total})["doc_count"])


def ask(cluster: Cluster, search: Search, *, only_keys: bool = False) -> Page:
    """Return the page of the strictest rung that gives enough.

    Mostly one search: a looser one follows only where the stricter one gave few, and that one cost little.
    """
    rungs = search.request.plan.rungs or ((Rung.ALL, 0),)
    strict = 0
    until = time.monotonic() + cluster.deadline
    if not search.request.plan.required:
        every = cluster.search(until=until, size=0, track_total_hits=True)
        search = replace(search, documents=every["hits"]["total"]["value"])
    for rung, needed in rungs:
        is_strict = rung is Rung.ALL
        body = search.body(needed=needed, is_strict=is_strict, only_keys=only_keys)
        page = _page(cluster, search, body, until)
        if is_strict and len(rungs) > 1:
            strict = min(page.in_time, ENOUGH)
        if page.in_time >= ENOUGH:
            break
    return replace(page, needed=needed, strict=strict)


def _page(cluster: Cluster, search: Search, body: Query, until: float) -> Page:
    request = search.request
    offset = min(request.offset, DEEPEST_RESULT - request.limit)
    page = _read(cluster.search(until=until, from_=offset, **body))
    if SAMPLE in body["aggs"] and page.total <= MOST_COUNTED:
        # Fewer than the words had let expect: then they are counted one by one.
        body = body | {"aggs": body["aggs"][SAMPLE]["aggs"]}
        page = _read(cluster.search(until=until, from_=offset, **body))
    if page.total and (last := offset_of(request, page.total)) < offset:
        # Only now is known which page is the last.
        page = _read(cluster.search(until=until, from_=last, **body))
    return page


def _read(answer: Mapping[str, Any]) -> Page:
    counted = answer["aggregations"]
    counted = counted.get(SAMPLE, counted)
    total = answer["hits"]["total"]["value"]
    if answer["hits"]["total"]["relation"] != "eq":
        total = max(total, counted["shown"]["doc_count"])
    return Page(answer["hits"]["hits"], counted, total)
