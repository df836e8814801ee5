"""What each process counts of the engines; `/metrics` adds the processes up (portal.health.processes)."""

import functools
import time
from collections.abc import Callable
from typing import Any, TypeVar

from prometheus_client import Counter, Gauge, Histogram

from portal.health.processes import NOWHERE
from search.engines.protocol import EngineAwayError, Results

Search = TypeVar("Search", bound=Callable[..., Results])
SECONDS = Histogram(
    "samenwijs_search_seconds",
    "Time that a search took with its excerpts, per engine and how it ended: answered, no_time, away or error.",
    ["engine", "outcome"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.35, 0.5, 0.75, 1.0, 2.5),
    registry=NOWHERE,
)
FALLBACKS = Counter(
    "samenwijs_search_fallbacks",
    "Questions that PostgreSQL answered because the first engine was away, by reason.",
    ["reason"],
    registry=NOWHERE,
)
BREAKER = Gauge(
    "samenwijs_search_breaker_state",
    "Whether the first engine is asked (0), tried (1) or left alone (2), by the process that trusts it least.",
    ["engine"],
    multiprocess_mode="livemax",
    registry=NOWHERE,
)


def measured(engine: str) -> Callable[[Search], Search]:
    """Measure each call of the search of an engine."""

    def decorate(search: Search) -> Search:
        @functools.wraps(search)
        def measure(*args: Any, **kwargs: Any) -> Results:
            began, outcome = time.perf_counter(), "away"
            try:
                results = search(*args, **kwargs)
                outcome = "answered" if results.is_complete else "no_time"
                return results
            except EngineAwayError:
                raise
            except BaseException:
                outcome = "error"
                raise
            finally:
                SECONDS.labels(engine, outcome).observe(time.perf_counter() - began)

        return measure  # type: ignore[return-value]

    return decorate


def class_of(reason: str) -> str:
    """Return a reason without what differs from one time to the next."""
    return reason.split(" (", 1)[0]
