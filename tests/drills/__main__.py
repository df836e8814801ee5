"""`make drill`: breaks a site of its own in every way, and prints what was seen (SEED= repeats the choices)."""

import argparse
import signal
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.drills.killing import kill_drill
from tests.drills.parts import Parts, running_parts
from tests.drills.publications import Writers
from tests.drills.weather import weather

MOST_SECONDS = 600


def main() -> None:
    """Run the drills and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, prog="drills")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", type=int, default=1000)
    parser.add_argument("--kill-seconds", type=float, default=200)
    arguments = parser.parse_args()
    signal.signal(signal.SIGALRM, lambda *_: sys.exit("The drill did not end in time."))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("Stopped."))
    signal.alarm(MOST_SECONDS)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="drill-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # PostgreSQL runs as a user of its own when this is root
        with running_parts(folder) as parts:
            show("| publish → findable | seen |\n|---|---|", findable(parts, arguments.seed))
            killed = kill_drill(parts, seed=arguments.seed, acts=arguments.acts, seconds=arguments.kill_seconds)
            show(f"\n| killed, seed {arguments.seed} | seen |\n|---|---|", killed)
            columns = ["trouble", "page p50 / max, status", "/readyz", "well again after", "differs then"]
            head = f"\n| {' | '.join(columns)} |\n|---|---|---|---|---|"
            show(head, weather(parts, began + MOST_SECONDS - 150))


def findable(parts: Parts, seed: int, pages: int = 60) -> list[str]:
    """Measure how long after its publication a page is found, in normal running."""
    writers, times, seen = Writers(parts, number=1, acts=pages, seed=seed, first=9), [], 0
    try:
        while writers.at_work or seen < len(writers.said):
            if seen == len(writers.said):
                time.sleep(0.01)
                continue
            said, seen = writers.said[-1], len(writers.said)
            if said["act"] != "publish":
                continue
            while f"/{said['slug']}/" not in parts.get(f"/zoeken/?q={said['word']}")[1]:
                if time.time() > said["at"] + 10:
                    break
            times.append(time.time() - said["at"])
    finally:
        writers.kill()
    if len(times) < 2:
        return ["| nothing measured | |"]
    p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    return [f"| p50, p95, max of {len(times)} | {p50:.2f} s, {p95:.2f} s, {max(times):.2f} s |"]


def show(head: str, rows: list[str]) -> None:
    """Print a table at once: what follows may fail."""
    print("\n".join([head, *rows]), flush=True)


if __name__ == "__main__":
    main()
