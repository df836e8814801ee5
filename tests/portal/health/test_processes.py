"""What several processes count is one figure, whoever of them is gone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from portal.health import processes
from tests.architecture.sources import ROOT

COUNT = """
import os, sys
import django
django.setup()
from prometheus_client import Counter, Gauge
from portal.health.processes import NOWHERE
seen = Counter("seen", "Seen.", ["what"], registry=NOWHERE)
mood = Gauge("mood", "Mood.", ["of"], registry=NOWHERE, multiprocess_mode="livemax")
for line in sys.stdin:
    if line == "fork\\n" and not os.fork():
        seen.labels("it").inc(100)
        os._exit(0)
    if line == "fork\\n":
        os.wait()
    else:
        seen.labels("it").inc(int(line))
        mood.labels("all").set(int(line))
    print("done", flush=True)
"""


class Counting:
    """A process that counts what it is told."""

    def __init__(self, folder: Path) -> None:
        variables = {
            **os.environ,  # noqa: TID251
            "VAR_DIR": str(folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-c", COUNT],
            cwd=ROOT,
            env=variables,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def tell(self, what: object) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "done\n"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)


@pytest.fixture
def folder(settings: LazySettings, tmp_path: Path) -> Path:
    settings.METRICS_DIR = tmp_path / "test-metrics"
    return tmp_path


@pytest.fixture
def two(folder: Path) -> Iterator[tuple[Counting, Counting]]:
    pair = Counting(folder), Counting(folder)
    yield pair
    for one in pair:
        one.kill()


def figures() -> dict[str, float]:
    """Return what /metrics would say of the processes."""
    collector = processes.all_processes()
    if collector is None:
        return {}
    return {sample.name: sample.value for metric in collector.collect() for sample in metric.samples}


def test_nothing_was_counted_yet(folder: Path) -> None:
    assert figures() == {}


def test_processes_are_added_up_and_the_highest_state_counts(two: tuple[Counting, Counting]) -> None:
    two[0].tell(2)
    two[1].tell(3)
    two[0].tell(1)
    assert figures() == {"seen_total": 6, "mood": 3}


def test_a_fork_counts_for_itself(two: tuple[Counting, Counting]) -> None:
    two[0].tell(2)
    two[0].tell("fork")
    two[0].tell(3)
    assert figures()["seen_total"] == 105


def test_what_the_dead_counted_stays_and_their_state_goes(two: tuple[Counting, Counting], folder: Path) -> None:
    two[0].tell(2)
    two[1].tell(1)
    two[0].tell(7)
    two[0].kill()
    assert figures() == {"seen_total": 10, "mood": 1}

    two[1].kill()
    assert figures() == {"seen_total": 10}


def test_the_next_process_goes_on_in_the_files_of_the_dead(two: tuple[Counting, Counting], folder: Path) -> None:
    two[0].tell(2)
    two[1].tell(3)
    files = sorted((folder / "test-metrics").iterdir())
    two[0].kill()
    third = Counting(folder)
    try:
        third.tell(10)
        assert figures() == {"seen_total": 15, "mood": 10}
        assert sorted((folder / "test-metrics").iterdir()) == files
    finally:
        third.kill()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(folder: Path) -> None:
    (folder / "test-metrics").write_text("a file where the folder should be")
    one = Counting(folder)
    try:
        one.tell(1)
        one.tell(1)
    finally:
        one.kill()
