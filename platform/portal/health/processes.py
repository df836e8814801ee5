"""Counters and histograms of several processes, added up when they are read.

Each process writes what it counts to files of its own below `VAR_DIR/metrics` (the multi-process mode of
prometheus-client), and whichever process answers `/metrics` reads all of them. That library names the files after the
number of the process, so that they pile up as processes are replaced, and two containers with one folder share the
number 1. Here a process holds the first free place instead, by a lock that ends with it, however it ends; the next one
goes on counting in the same files. Nothing has to be cleaned up, at a start or otherwise.
"""

import fcntl
import itertools
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from prometheus_client import CollectorRegistry, values
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

logger = logging.getLogger(__name__)

FILE_SIZE = 65_536
"""What the library reserves for a file at first."""
KINDS = ("counter", "histogram", "gauge_livemax")
_claiming, _choosing = threading.Lock(), threading.Lock()
_held: dict[int, tuple[int, int]] = {}
"""Per process, since a fork copies this: its place, and the file that holds it."""


def all_processes() -> MultiProcessCollector | None:
    """Return what reads the figures of all processes, or nothing while none has counted anything."""
    folder: Path = settings.METRICS_DIR
    if not folder.is_dir():
        return None
    _forget_the_dead(folder)
    return MultiProcessCollector(None, path=str(folder))  # type: ignore[no-untyped-call]


def _place() -> int:
    """Return the place of this process, and take one when it has none."""
    held = _held.get(os.getpid())
    if held:
        return held[0]
    with _claiming:
        folder: Path = settings.METRICS_DIR
        folder.mkdir(parents=True, exist_ok=True)
        for number in itertools.count():
            if (file := _take(folder, number)) is not None:
                _reserve(folder, number)
                _held.clear()
                _held[os.getpid()] = number, file
                return number
    raise AssertionError


def _take(folder: Path, number: int) -> int | None:
    """Return a file that holds this place as long as it is open, or nothing when another process holds it."""
    file = os.open(folder / f"{number}.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file


def _reserve(folder: Path, number: int) -> None:
    """Make the files whole: writing to a mapped file that finds the disk full would end the process."""
    mark_process_dead(number, str(folder))  # type: ignore[no-untyped-call]  # what the one before was doing
    for kind in KINDS:
        file = os.open(folder / f"{kind}_{number}.db", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            os.posix_fallocate(file, 0, FILE_SIZE)
        finally:
            os.close(file)


def _forget_the_dead(folder: Path) -> None:
    """Remove the gauges of processes that are gone: their counters stay, what they were doing does not."""
    for lock in folder.glob("*.lock"):
        number = int(lock.stem)
        if (file := _take(folder, number)) is not None:
            mark_process_dead(number, str(folder))  # type: ignore[no-untyped-call]
            os.close(file)


def _chosen() -> Callable[..., Any]:
    try:
        return values.MultiProcessValue(_place)  # type: ignore[no-any-return,no-untyped-call]
    except OSError:
        # Counting must keep no page from being shown.
        logger.exception("%s cannot be written: /metrics misses what this process counts", settings.METRICS_DIR)
        return values.MutexValue


def _value_class() -> Callable[..., Any]:
    made: list[Callable[..., Any]] = []

    def value(*args: Any, **kwargs: Any) -> Any:
        """Make a value of a metric; the first one takes the place of this process."""
        with _choosing:
            if not made:
                made.append(_chosen())
        return made[0](*args, **kwargs)

    return value


values.ValueClass = _value_class()
NOWHERE = CollectorRegistry()
"""For metrics that several processes have: only `all_processes` reads them."""
