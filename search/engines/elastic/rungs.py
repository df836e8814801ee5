"""Asking for a page: the strictest rung that gives enough, and the last page for those beyond it."""

import time
from collections.abc import Mapping
from typing import Any

from search.engines.elastic.connection import Cluster
from search.engines.elastic.mapping import DEEPEST_RESULT
from search.engines.elastic.queries import Search
from search.engines.protocol import ENOUGH
from search.engines.scoring import offset_of
from search.query.plan import Rung

Answer = Mapping[str, Any]


def ask(cluster: Cluster, search: Search, *, only_keys: bool = False) -> tuple[Answer, int, int]:
    """Return the answer, how many of the words that takes, and how many items have all of them (at most `ENOUGH`).

    Mostly one search: a looser one follows only where the stricter one gave few, and that one cost little.
    """
    plan = search.request.plan
    rungs = plan.rungs or ((Rung.ALL, 0),)
    strict = 0
    until = time.monotonic() + cluster.deadline
    for rung, needed in rungs:
        is_strict = rung is Rung.ALL
        answer = _page(cluster, search, needed, is_strict=is_strict, only_keys=only_keys, until=until)
        counted = answer["aggregations"]
        in_time = counted.get("in_time", counted["total"])["doc_count"]
        if is_strict and len(rungs) > 1:
            strict = min(in_time, ENOUGH)
        if in_time >= ENOUGH:
            break
    return answer, needed, strict


def _page(cluster: Cluster, search: Search, needed: int, *, is_strict: bool, only_keys: bool, until: float) -> Answer:
    request = search.request
    offset = min(request.offset, DEEPEST_RESULT - request.limit)
    body = search.body(needed=needed, is_strict=is_strict, only_keys=only_keys)
    answer = cluster.search(until=until, from_=offset, **body)
    total = answer["aggregations"]["total"]["doc_count"]
    if total and (last := offset_of(request, total)) < offset:
        # Only now is known which page is the last.
        return cluster.search(until=until, from_=last, **body)
    return answer
