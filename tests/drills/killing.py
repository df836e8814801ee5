"""Kills each part at moments drawn by lot during publications, and counts what was lost, shown or doubled."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.drills.parts import Parts
from tests.drills.publications import Answer, Readers, Said, Writers, look
from tests.servers import ROOT

PARTS = ("web", "worker", "PostgreSQL", "node")
WRITERS, READERS = 4, 2
LONGEST_PAUSE = 5.0
"""Seconds at most between two kills."""
GRACE = 1.0
"""Seconds behind a restart in which a page may still have met the part that was killed."""


class Down:
    """When each part was away."""

    def __init__(self) -> None:
        self.times: list[tuple[str, float, float]] = []

    @contextmanager
    def of(self, name: str) -> Iterator[None]:
        """Note that a part is away for the block."""
        began = time.monotonic()
        yield
        self.times.append((name, began, time.monotonic()))

    def was(self, name: str, answer: Answer) -> bool:
        """Tell whether a part was away while a page was asked for."""
        return any(
            part == name and began <= answer.ended and answer.began <= ended + GRACE
            for part, began, ended in self.times
        )


class Supervisor:
    """Starts web server and worker again when one ends by itself, as that of an operating system does."""

    def __init__(self, parts: Parts) -> None:
        self.parts, self.lock, self.ended = parts, threading.Lock(), Counter[str]()
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        """Watch no longer."""
        self.stopped.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.stopped.wait(0.5):
            with self.lock:
                for name, program in (("web", self.parts.web), ("worker", self.parts.worker)):
                    if not program.runs:
                        self.ended[name] += 1
                        program.kill()
                        program.start()


def kill_drill(parts: Parts, *, seed: int, acts: int, seconds: float) -> list[str]:
    """Return the rows of the table."""
    lots, kills, down = random.Random(seed), Counter[str](), Down()
    supervisor = Supervisor(parts)
    writers = Writers(parts, number=WRITERS, acts=acts // WRITERS, seed=seed)
    readers = Readers(parts, writers.said, number=READERS, seed=seed)
    began = time.monotonic()
    try:
        while writers.at_work and time.monotonic() < began + seconds:
            for name in lots.sample(PARTS, len(PARTS)):
                time.sleep(lots.uniform(0.5, LONGEST_PAUSE))
                if writers.at_work:
                    with supervisor.lock, down.of(name):
                        kill_one(parts, name)
                    kills[name] += 1
        is_cut = writers.at_work
        writers.finish()
    finally:
        supervisor.stop()
        writers.kill()
        readers.stop()
    took = f"{time.monotonic() - began:.0f} s" + (", cut" if is_cut else "")
    acts_done = f"{len(writers.said)} ({_counted(Counter(said['act'] for said in writers.said))})"
    return [
        f"| acknowledged acts of {WRITERS} writers | {acts_done}; {took} |",
        f"| kill -9 | {_counted(kills)} |",
        f"| web or worker ended by itself, and was started again | {_counted(supervisor.ended) or 'never'} |",
        *_read(readers, down),
        *_settled(parts, writers),
    ]


def kill_one(parts: Parts, name: str) -> None:
    """Kill a part and start it again, until it answers."""
    if name == "PostgreSQL":
        parts.postgresql.kill()
        parts.start_database()
    elif name == "node":
        parts.node.kill()
        parts.node.start()
    elif name == "web":
        parts.web.kill()
        parts.web.start()
        parts.wait_for_web()
    else:
        parts.worker.kill()
        parts.worker.start()


def settle(parts: Parts, seconds: float = 60) -> tuple[Said, float]:
    """Wait until the outbox is empty; return what is there then, and after how many seconds."""
    parts.wait_for_web()
    began = time.monotonic()
    while (found := look(parts))["waiting"] > found["aside"] and time.monotonic() < began + seconds:
        time.sleep(0.2)
    return found, time.monotonic() - began


def reconcile(parts: Parts) -> str:
    """Reconcile, and return what it says that it found."""
    command = [sys.executable, "manage.py", "reconcile_search"]
    variables = {**os.environ, **parts.variables}
    done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
    return done.stdout.strip() or done.stderr.strip()[-300:]


def _read(readers: Readers, down: Down) -> list[str]:
    statuses = Counter(str(answer.status or "none") for answer in readers.answers)
    feeds = sum("atom" in answer.path for answer in readers.answers)
    wrong = [a for a in readers.answers if a.status >= 500 and not down.was("PostgreSQL", a)]
    silent = [a for a in readers.answers if a.status == 0 and not down.was("web", a)]
    return [
        f"| answers to readers by status ({feeds} of them feeds) | {_counted(statuses)} |",
        f"| 5xx while PostgreSQL was there; no answer while the web server was | {len(wrong)}; {len(silent)} |",
        f"| drafts, private or withdrawn pages shown to readers | {len(readers.leaks)} |",
    ]


def _settled(parts: Parts, writers: Writers) -> list[str]:
    """Compare what was acknowledged with pages, entries and index, before and after a reconciliation."""
    before, seconds = settle(parts)
    first = reconcile(parts)
    settle(parts)
    second, after = reconcile(parts), look(parts)
    public, hidden = writers.expected()
    titles: dict[str, str] = after["titles"]
    lost = [slug for slug, title in public.items() if titles.get(slug) != title]
    leaked = [slug for slug in hidden if slug in titles]
    unfound, doubled = _found_once(parts, [said for said in writers.said if said["act"] == "publish"], public)
    return [
        f"| outbox empty after; waiting, set aside | {seconds:.0f} s; {before['waiting']}, {before['aside']} |",
        f"| before reconciliation: entries, index differ | {_lengths(before, 'entries_differ', 'index_differs')} |",
        f"| reconciliation; a second one | {first}; {second} |",
        f"| after it: entries, index differ | {_lengths(after, 'entries_differ', 'index_differs')} |",
        f"| entries, documents | {after['entries']}, {after['documents']} |",
        f"| acknowledged and public {len(public)}: lost, leaked | {len(lost)}, {len(leaked)} |",
        f"| each of them looked for: not found, found twice | {unfound}, {doubled} |",
    ]


def _found_once(parts: Parts, published: list[Said], public: dict[str, str]) -> tuple[int, int]:
    """Look for each page by its word in a feed; return how many are not there, and how many more than once."""
    # By its address: what a word might also have been meant for is found beside it.
    times = [
        sum(
            f"/{said['slug']}/" in entry
            for entry in parts.get(f"/zoeken/?q={said['word']}&weergave=atom")[1].split("<entry>")[1:]
        )
        for said in published
        if said["slug"] in public
    ]
    return times.count(0), sum(number > 1 for number in times)


def _lengths(found: Said, *names: str) -> str:
    return ", ".join(str(len(found[name])) for name in names)


def _counted(numbers: Counter[str]) -> str:
    return ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))
