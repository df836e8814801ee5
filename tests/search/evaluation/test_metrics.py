"""The figures of an evaluation, against values computed by hand or printed by trec_eval."""

import pytest

from search.evaluation.metrics import changes, interval, mean, ndcg, recall, unjudged

WIKIPEDIA = {"d1": 3, "d2": 2, "d3": 3, "d4": 0, "d5": 1, "d6": 2, "d7": 3, "d8": 2}
"""Its article on discounted cumulative gain: six documents shown, two more judged."""


@pytest.mark.parametrize(
    ("ranked", "grades", "k", "expected"),
    [
        # The two queries in the README of pytrec_eval, as trec_eval prints them.
        (["d3", "d1", "d2"], {"d1": 0, "d2": 1, "d3": 0}, 10, 0.5),
        (["d1", "d3", "d2"], {"d2": 1, "d3": 1}, 10, 0.6934264036172708),
        (["d1", "d2", "d3", "d4", "d5", "d6"], WIKIPEDIA, 6, 0.7850),
        # By hand: the gain is the grade, (1 + 3 / log2(3)) / (3 + 1 / log2(3)); with 2^grade - 1 it would be 0.7098.
        (["a", "b"], {"a": 1, "b": 3}, 10, 0.7967),
        (["b", "a"], {"a": 1, "b": 3}, 10, 1.0),
        # What is not judged takes a place and gains nothing.
        (["x", "a"], {"a": 2}, 10, 0.6309),
        # The eleventh is not seen, and the ideal sees no more than ten either.
        ([*(f"x{n}" for n in range(10)), "a"], {"a": 3}, 10, 0.0),
        ([f"a{n}" for n in range(10)], {f"a{n}": 1 for n in range(30)}, 10, 1.0),
        # An item named twice counts once, and a grade below zero takes nothing away.
        (["a", "a", "b"], {"a": 1, "b": 1}, 10, 1.0),
        (["a", "b"], {"a": -1, "b": 1}, 10, 0.6309),
        ([], {"a": 3}, 10, 0.0),
        (["a"], {"a": 0}, 10, 0.0),
        (["a"], {}, 10, 0.0),
    ],
)
def test_ndcg(ranked: list[str], grades: dict[str, int], k: int, expected: float) -> None:
    assert ndcg(ranked, grades, k) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("ranked", "grades", "k", "expected"),
    [
        (["a", "x", "b"], {"a": 1, "b": 3, "c": 2, "d": 1, "x": 0}, 50, 0.5),
        (["x", "a"], {"a": 1}, 1, 0.0),
        (["a", "a", "b"], {"a": 1, "b": 1}, 2, 1.0),
        ([], {"a": 1}, 50, 0.0),
        (["a"], {"a": 0}, 50, 0.0),
    ],
)
def test_recall(ranked: list[str], grades: dict[str, int], k: int, expected: float) -> None:
    assert recall(ranked, grades, k) == expected


def test_what_was_judged_zero_is_judged() -> None:
    assert unjudged(["a", "b", "c"], {"a": 0, "b": 3}) == 1
    assert unjudged([f"x{number}" for number in range(30)], {}) == 10


def test_the_interval_holds_the_mean_and_is_the_same_every_time() -> None:
    values = [number / 100 for number in range(101)]

    low, high = interval(values)

    # By the normal approximation: .5 ± 1.96 × .2915 / √101 = .443 to .557.
    assert low == pytest.approx(0.443, abs=0.01)
    assert high == pytest.approx(0.557, abs=0.01)
    assert interval(values) == (low, high)
    assert interval(values, seed=1) != (low, high)
    assert interval([0.4] * 9) == pytest.approx((0.4, 0.4))
    assert interval([]) == (0.0, 0.0)
    assert mean([]) == 0.0


def test_changes_name_the_largest_drop_first_and_only_queries_of_both_runs() -> None:
    before = {"same": 0.5, "better": 0.2, "worse": 0.9, "much worse": 1.0, "gone": 1.0}
    now = {"same": 0.5, "better": 0.7, "worse": 0.8, "much worse": 0.1, "new": 0.0}

    assert [(change.query, round(change.difference, 2)) for change in changes(before, now)] == [
        ("much worse", -0.9),
        ("worse", -0.1),
        ("better", 0.5),
    ]
