"""A circuit breaker: whoever is away is left alone for a while, and nobody waits for it.

As M. Nygard describes it (Release It!, 2018, ch. 5). It is ours because, of the libraries for threads, pybreaker
1.4 holds a lock while it asks and measures the pause on the clock of the wall, which may jump; circuitbreaker 2.1
lets all threads probe at once; and both have pauses of one length.
"""

import random
import threading
import time
from collections.abc import Callable
from enum import IntEnum
from typing import TypeVar

T = TypeVar("T")
FAILURES = 5
"""So many in a row open it."""
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0
"""Seconds until it is asked again; twice as long after each probe that fails."""
JITTER = 0.2
"""What share of a pause is by lot, so that processes do not probe at the same moment."""


class State(IntEnum):
    """How far it trusts; the numbers are those of the metric."""

    CLOSED = 0
    HALF_OPEN = 1
    """The pause is over, and one request finds out."""
    OPEN = 2


class OpenError(Exception):
    """Nobody was asked: the pause is not over, or another request is finding out."""


class Breaker:
    """Counts failures in a row; safe for threads, and never locked while somebody is asked."""

    def __init__(
        self,
        counts: type[Exception],
        *,
        clock: Callable[[], float] = time.monotonic,
        lot: Callable[[], float] = random.random,
    ) -> None:
        self.counts = counts
        """What is a failure of who is asked; other errors say nothing of it."""
        self.state = State.CLOSED
        self._clock = clock
        self._lot = lot
        self._lock = threading.Lock()
        self._failures = 0
        self._pause = 0.0
        self._until = 0.0
        self._turn = 0
        """Goes up with each change: what was asked before counts no more."""

    def call(self, ask: Callable[[], T]) -> T:
        """Return what `ask` returns; raises `OpenError` at once when nobody may ask, else what `ask` raises."""
        turn = self._begin()
        try:
            answer = ask()
        except self.counts:
            self._failed(turn)
            raise
        except BaseException:
            self._learned_nothing(turn)
            raise
        self._succeeded(turn)
        return answer

    def _begin(self) -> int:
        with self._lock:
            if self.state is State.HALF_OPEN or (self.state is State.OPEN and self._clock() < self._until):
                raise OpenError
            if self.state is State.OPEN:
                self._change(State.HALF_OPEN)
            return self._turn

    def _succeeded(self, turn: int) -> None:
        with self._lock:
            if turn != self._turn:
                return
            self._failures = 0
            if self.state is not State.CLOSED:
                self._pause = 0.0
                self._change(State.CLOSED)

    def _failed(self, turn: int) -> None:
        with self._lock:
            if turn != self._turn:
                return
            self._failures += 1
            if self.state is State.HALF_OPEN or self._failures >= FAILURES:
                self._failures = 0
                self._pause = min(LONGEST_PAUSE, self._pause * 2 or FIRST_PAUSE)
                self._until = self._clock() + self._pause * (1 - JITTER * self._lot())
                self._change(State.OPEN)

    def _learned_nothing(self, turn: int) -> None:
        """Let the next request be the probe when this one was and ended otherwise."""
        with self._lock:
            if turn == self._turn and self.state is State.HALF_OPEN:
                self._change(State.OPEN)

    def _change(self, state: State) -> None:
        self.state = state
        self._turn += 1
