"""Kills each part at moments drawn by lot during publications, and counts what was lost, shown or doubled."""

import os
import random
import subprocess
import sys
import time
from collections import Counter

from tests.drills.parts import Parts
from tests.drills.publications import Readers, Said, Writers, look
from tests.servers import ROOT

PARTS = ("web", "worker", "PostgreSQL", "node")


def kill_drill(parts: Parts, *, seed: int, acts: int, seconds: float) -> list[str]:
    """Return the rows of the table."""
    lots, kills = random.Random(seed), Counter[str]()
    writers = Writers(parts, number=3, acts=acts // 3, seed=seed)
    readers = Readers(parts, writers.said, number=2, seed=seed)
    until = time.monotonic() + seconds
    try:
        while writers.at_work and time.monotonic() < until:
            round_of_all = lots.sample(PARTS, len(PARTS))
            for name in round_of_all:
                time.sleep(lots.uniform(0.5, 3))
                kills[kill_one(parts, name)] += 1
    finally:
        writers.kill()
        readers.stop()
    return _rows(parts, writers, readers, kills)


def kill_one(parts: Parts, name: str) -> str:
    """Kill a part and start it again; return its name."""
    if name == "PostgreSQL":
        parts.postgresql.kill()
        parts.start_database()
    elif name == "node":
        parts.node.kill()
        parts.node.start()
    else:
        program = parts.web if name == "web" else parts.worker
        program.kill()
        program.start()
    return name


def settle(parts: Parts, seconds: float = 60) -> Said:
    """Wait until the outbox is empty; return what is there then."""
    parts.wait_for_web()
    until = time.monotonic() + seconds
    while (found := look(parts))["waiting"] > found["aside"] and time.monotonic() < until:
        time.sleep(0.5)
    return found


def reconcile(parts: Parts) -> str:
    """Reconcile, and return what it says that it found."""
    command = [sys.executable, "manage.py", "reconcile_search"]
    variables = {**os.environ, **parts.variables}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip()[-300:]


def _rows(parts: Parts, writers: Writers, readers: Readers, kills: Counter[str]) -> list[str]:
    before = settle(parts)
    first, second = reconcile(parts), reconcile(parts)
    after = look(parts)
    public, withdrawn = writers.expected()
    titles: dict[str, str] = after["titles"]
    # An act that was cut may have been done and not acknowledged: the last page of each writer can be newer.
    lost = [slug for slug in public if slug not in titles]
    shown = [slug for slug in withdrawn if slug in titles]
    told = _counted(kills)
    statuses = _counted(Counter({str(status or "no answer"): n for status, n in readers.statuses.items()}))
    acts = _counted(Counter(said["act"] for said in writers.said))
    differed = f"{len(before['index_differs'])}, {len(before['entries_differ'])}"
    differs = f"{len(after['index_differs'])}, {len(after['entries_differ'])}"
    return [
        f"| acknowledged acts | {len(writers.said)} ({acts}) |",
        f"| kill -9 | {told} |",
        f"| answers of /zoeken/ by status | {statuses} |",
        f"| withdrawn pages shown to readers | {len(readers.leaks)} |",
        f"| before reconciliation: index, entries differ | {differed} |",
        f"| lost, leaked in the end | {len(lost)}, {len(shown)} |",
        f"| entries, documents | {after['entries']}, {after['documents']} |",
        f"| waiting, set aside; worker still runs | {after['waiting']}, {after['aside']}; {parts.worker.runs} |",
        f"| after it: index, entries differ | {differs} |",
        f"| first, second reconciliation | {first}; {second} |",
    ]


def _counted(numbers: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))
