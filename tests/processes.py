"""Acts in processes of their own, on the database of a test: several at once, and killed after any SQL statement.

For tests with transactions of their own (`django_db(transaction=True)`): another process sees only what was committed.
"""

import os
import signal
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, connections

Act = Callable[[], object]


class Killer:
    """Counts what a process asks of the database, a commit too, and kills the process after one of them."""

    def __init__(self, after: int = 0) -> None:
        self.after, self.number = after, 0
        self.commits: list[int] = []

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        answer = execute(*arguments)
        self.count()
        return answer

    def count(self) -> None:
        """Count one; at the number that was asked for, this process is no more."""
        self.number += 1
        if self.number == self.after:
            os.kill(os.getpid(), signal.SIGKILL)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch the connection of this process."""
        commit = connection._commit  # type: ignore[attr-defined]

        def counted() -> None:
            commit()
            self.commits.append(self.number + 1)
            self.count()

        connection._commit = counted  # type: ignore[attr-defined]
        with connection.execute_wrapper(self):
            yield


@dataclass(frozen=True)
class Ended:
    """How a process ended."""

    code: int
    """0: well; below 0: killed."""
    statements: int = 0
    commits: tuple[int, ...] = ()
    """Which of its statements were commits."""


class Process:
    """An act that is under way in another process."""

    def __init__(self, act: Act, *, kill_after: int = 0) -> None:
        connections.close_all()  # two processes cannot share one
        self.reads, writes = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _run(act, Killer(kill_after), writes)
        os.close(writes)

    def wait(self) -> Ended:
        """Wait for its end."""
        with os.fdopen(self.reads) as pipe:
            statements, *commits = map(int, pipe.read().split() or ["0"])
        return Ended(os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1]), statements, tuple(commits))


def _run(act: Act, killer: Killer, writes: int) -> None:
    """Do the act in this new process, and end it without a trace of the test it came from."""
    status = 1
    try:
        with killer.watching():
            act()
        os.write(writes, " ".join(map(str, [killer.number, *killer.commits])).encode())
        status = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def to_its_end(act: Act) -> Ended:
    """Do an act in another process, to its end."""
    ended = Process(act).wait()
    _settle()
    assert ended.code == 0, "the act failed, see what it wrote"
    return ended


def killed_after(number: int, act: Act) -> bool:
    """Do an act in another process and kill it after so many statements; return whether it came so far."""
    code = Process(act, kill_after=number).wait().code
    _settle()
    assert code in {0, -signal.SIGKILL}, "the act failed by itself, see what it wrote"
    return code != 0


def at_once(*acts: Act) -> list[int]:
    """Do acts at the same moment, each in a process of its own; return how each ended (0: well)."""
    starts, go = os.pipe()

    def when_told(act: Act) -> Act:
        def wait_and_act() -> None:
            os.close(go)
            connection.ensure_connection()
            os.read(starts, 1)  # ends for all of them when the last writer closes
            act()

        return wait_and_act

    processes = [Process(when_told(act)) for act in acts]
    os.close(go)
    ended = [process.wait().code for process in processes]
    os.close(starts)
    _settle()
    return ended


def _settle() -> None:
    """Wait until the server has noticed that the other processes are gone, and has undone what they left undone."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.005)
    raise TimeoutError("another process is still connected to the database of this test")
