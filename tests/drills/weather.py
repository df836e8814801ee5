"""Troubles of Elasticsearch, made by hand, and how long the site needs to be itself again."""

import json
import os
import signal
import statistics
import time
from collections.abc import Callable, Iterator

from tests.drills.faults import ask, index
from tests.drills.killing import kill_one, settle
from tests.drills.parts import Parts

PAGES = 20
SECONDS_TO_RECOVER = 45


def two_indices(parts: Parts) -> None:
    """Have the alias name a second index."""
    ask(parts, "PUT", "/samenwijs-entries-by-hand", {"aliases": {"samenwijs-entries": {}}})


Do = Callable[[Parts], object]
TROUBLES: dict[str, tuple[Do, Do]] = {
    "node killed": (lambda parts: parts.node.kill(), lambda parts: parts.node.start()),
    "node silent": (
        lambda parts: os.kill(parts.node.pid, signal.SIGSTOP),
        lambda parts: os.kill(parts.node.pid, signal.SIGCONT),
    ),
    "index deleted": (lambda parts: ask(parts, "DELETE", f"/{index(parts)}"), lambda _: None),
    "alias of two indices": (two_indices, lambda _: None),
    "worker killed": (lambda parts: parts.worker.kill(), lambda parts: kill_one(parts, "worker")),
}


def weather(parts: Parts, until: float) -> Iterator[str]:
    """Make each trouble in turn while there is time; yield the rows of the table."""
    normal = _engine(parts)
    yield (f"| normal | {_pages(parts)} | {normal} | | |")
    for name, (cause, end) in TROUBLES.items():
        if time.monotonic() > until:
            yield f"| {name} | not done: no time left | | | |"
            continue
        cause(parts)
        seen, engine = _pages(parts), _engine(parts)
        end(parts)
        began = time.monotonic()
        while not _is_well(parts, normal) and time.monotonic() < began + SECONDS_TO_RECOVER:
            time.sleep(0.2)
        recovered = f"{time.monotonic() - began:.1f} s" if _is_well(parts, normal) else "not by itself"
        found, _ = settle(parts, 20)
        yield (f"| {name} | {seen} | {engine} | {recovered} | {len(found['index_differs'])} |")


def _pages(parts: Parts) -> str:
    times, statuses = [], set()
    for _page in range(PAGES):
        began = time.monotonic()
        statuses.add(parts.get("/zoeken/?q=buren")[0])
        times.append(1000 * (time.monotonic() - began))
    return f"{statistics.median(times):.0f} / {max(times):.0f} ms, {sorted(statuses)}"


def _engine(parts: Parts) -> str:
    return str(json.loads(parts.get("/readyz")[1] or "{}")).replace("|", "/")


def _is_well(parts: Parts, normal: str) -> bool:
    # Each web process judges for itself, and any of them may answer.
    return all(_engine(parts) == normal for _ask in range(10))
