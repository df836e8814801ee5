"""`make drill`: breaks a site of its own in every way, and prints what was seen (SEED= repeats the choices)."""

import argparse
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NoReturn

from tests.drills.faulty import COLUMNS as COLUMNS_OF_FAULTS
from tests.drills.faulty import faulty
from tests.drills.killing import kill_drill
from tests.drills.pair import pair
from tests.drills.parts import Parts, running_parts
from tests.drills.publications import publish_steadily
from tests.drills.weather import weather

MOST_SECONDS = 600
COLUMNS = {
    "kill": ("killed at random", "seen"),
    "findable": ("publish → findable", "seen"),
    "weather": ("trouble", "page p50 / max, status", "/readyz", "well again after", "differs then"),
    "pair": ("two nodes with a replica", "readers: page p50 / max, status, who answered", "/readyz", "and"),
    "faults": COLUMNS_OF_FAULTS,
}


def main() -> None:
    """Run the drills and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="drills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--only", choices=COLUMNS)
    parser.add_argument("--kill-seconds", type=float, default=200)
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, lambda *_: end("The drill did not end in time."))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: end("Stopped."))
    signal.alarm(MOST_SECONDS)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drill-") as place:
        folder = Path(place)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own when this is root
        with running_parts(folder) as parts:
            drills: dict[str, Callable[[], Iterable[str]]] = {
                "kill": lambda: kill_drill(
                    parts, seed=arguments.seed, acts=arguments.acts, seconds=arguments.kill_seconds
                ),
                "findable": lambda: findable(parts),
                "weather": lambda: weather(parts, began + MOST_SECONDS - 220),
                "pair": lambda: pair(parts, began + MOST_SECONDS - 180),
                "faults": lambda: faulty(parts, began + MOST_SECONDS - 60),
            }
            for name in [arguments.only] if arguments.only else drills:
                show(COLUMNS[name], drills[name]())


def end(why: str) -> NoReturn:
    """End, and let nothing hinder the ending of what was started."""
    for number in (signal.SIGALRM, signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    sys.exit(why)


def findable(parts: Parts, pages: int = 40) -> list[str]:
    """Measure how long after its publication a page is found, in normal running."""
    times = []
    for said in publish_steadily(parts, pages):
        while f"/{said['slug']}/" not in parts.get(f"/zoeken/?q={said['word']}")[1] and time.time() < said["at"] + 10:
            time.sleep(0.02)
        times.append(time.time() - said["at"])
    if len(times) < 2:
        return ["| nothing measured | |"]
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [f"| p50, p95, max of {len(times)} | {p50:.2f} s, {p95:.2f} s, {max(times):.2f} s |"]


def show(columns: Sequence[str], rows: Iterable[str]) -> None:
    """Print a table row by row: what follows may fail."""
    print(f"\n| {' | '.join(columns)} |\n|{'---|' * len(columns)}", flush=True)
    for row in rows:
        print(row, flush=True)


if __name__ == "__main__":
    main()
