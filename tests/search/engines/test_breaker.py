"""The circuit breaker: when it opens, how long, and who probes."""

import threading

import pytest

from search.engines.breaker import FAILURES, FIRST_PAUSE, JITTER, LONGEST_PAUSE, Breaker, OpenError, State


class AwayError(Exception):
    """What counts as a failure in these tests."""


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def fail() -> str:
    raise AwayError


def answer() -> str:
    return "answer"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(AwayError, clock=clock, lot=lambda: 0.0)


def fail_often(breaker: Breaker, times: int = FAILURES) -> None:
    for _ in range(times):
        with pytest.raises(AwayError):
            breaker.call(fail)


def test_it_opens_after_failures_in_a_row(breaker: Breaker) -> None:
    fail_often(breaker, FAILURES - 1)
    assert breaker.call(answer) == "answer"
    fail_often(breaker, FAILURES - 1)
    assert breaker.state is State.CLOSED

    fail_often(breaker, 1)

    assert breaker.state is State.OPEN
    with pytest.raises(OpenError):
        breaker.call(answer)


def test_after_the_pause_one_success_closes_it(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += FIRST_PAUSE - 0.001
    with pytest.raises(OpenError):
        breaker.call(answer)

    clock.now += 0.001

    assert breaker.call(answer) == "answer"
    assert breaker.state is State.CLOSED
    fail_often(breaker, FAILURES - 1)
    assert breaker.call(answer) == "answer"


def test_pauses_grow_to_a_limit_and_begin_anew_after_a_success(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    pause = FIRST_PAUSE
    for _ in range(10):
        clock.now += pause - 0.001
        with pytest.raises(OpenError):
            breaker.call(answer)
        clock.now += 0.001
        fail_often(breaker, 1)
        pause = min(LONGEST_PAUSE, pause * 2)
    assert pause == LONGEST_PAUSE

    clock.now += LONGEST_PAUSE
    breaker.call(answer)
    fail_often(breaker)
    clock.now += FIRST_PAUSE

    assert breaker.call(answer) == "answer"


def test_a_pause_is_a_little_shorter_by_lot(clock: Clock) -> None:
    breaker = Breaker(AwayError, clock=clock, lot=lambda: 1.0)
    fail_often(breaker)
    clock.now += FIRST_PAUSE * (1 - JITTER)
    assert breaker.call(answer) == "answer"


def test_of_many_threads_one_probes_while_the_others_are_not_held_up(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += FIRST_PAUSE
    probing, go_on = threading.Event(), threading.Event()

    def slow_answer() -> str:
        probing.set()
        assert go_on.wait(10)
        return "answer"

    probe = threading.Thread(target=breaker.call, args=[slow_answer])
    probe.start()
    assert probing.wait(10)
    refused = []

    def ask() -> None:
        try:
            breaker.call(answer)
        except OpenError:
            refused.append(True)

    others = [threading.Thread(target=ask) for _ in range(8)]
    for thread in others:
        thread.start()
    for thread in others:
        thread.join(10)
    assert (len(refused), breaker.state) == (8, State.HALF_OPEN)

    go_on.set()
    probe.join(10)

    assert breaker.state is State.CLOSED


def test_of_threads_that_arrive_at_once_exactly_one_probes(breaker: Breaker, clock: Clock) -> None:
    fail_often(breaker)
    clock.now += FIRST_PAUSE
    together, enough = threading.Barrier(16), threading.Event()
    asked, refused = [], []

    def probe() -> str:
        asked.append(True)
        assert enough.wait(10)
        return "answer"

    def ask() -> None:
        together.wait(10)
        try:
            breaker.call(probe)
        except OpenError:
            refused.append(True)
            if len(refused) == 15:
                enough.set()

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert (len(asked), len(refused)) == (1, 15)


def test_another_error_says_nothing_and_leaves_the_probe_to_the_next(breaker: Breaker, clock: Clock) -> None:
    def stumble() -> str:
        raise ZeroDivisionError

    for _ in range(FAILURES):
        with pytest.raises(ZeroDivisionError):
            breaker.call(stumble)
    assert breaker.state is State.CLOSED
    fail_often(breaker)
    clock.now += FIRST_PAUSE

    with pytest.raises(ZeroDivisionError):
        breaker.call(stumble)

    assert breaker.call(answer) == "answer"


def test_what_was_asked_before_it_opened_counts_no_more(breaker: Breaker, clock: Clock) -> None:
    """Eight threads that wait for the same dead node end together: the pause stays the first."""

    def late(ending: str) -> str:
        fail_often(breaker)
        if ending == "failure":
            raise AwayError
        return ending

    with pytest.raises(AwayError):
        breaker.call(lambda: late("failure"))
    assert breaker.state is State.OPEN
    clock.now += FIRST_PAUSE
    assert breaker.call(answer) == "answer"

    assert breaker.call(lambda: late("success")) == "success"
    assert breaker.state is State.OPEN
