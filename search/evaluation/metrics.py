"""The figures of an evaluation, as pure functions over a ranking and its judgements.

As trec_eval counts, and BEIR with it: the gain of an item is its grade (linear; not 2^grade - 1), the discount of rank
i is log2(i + 1), the ideal ranking is that of all judged items, what is not judged gains nothing, and every item with a
grade of at least 1 is relevant for recall (m_ndcg_cut.c and m_recall.c of https://github.com/usnistgov/trec_eval).
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log2

SHOWN = 10
"""Results that the first page shows: what nDCG and the share of unjudged items look at."""
DEEP = 50
"""Results that recall looks at."""
SEED = 20261125
RESAMPLES = 2000

Grades = Mapping[str, int]
"""Grade of each judged item of one query."""


def ndcg(ranked: Sequence[str], grades: Grades, k: int = SHOWN) -> float:
    """Return the normalised discounted cumulative gain of the first `k`, from 0 to 1.

    Source of the measure: Järvelin and Kekäläinen, ACM TOIS 20 (2002). An item that a ranking names twice counts once.
    """
    ideal = _discounted(sorted(grades.values(), reverse=True)[:k])
    return _discounted(grades.get(item, 0) for item in _once(ranked)[:k]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Grades, k: int = DEEP) -> float:
    """Return the share of the relevant items that stand among the first `k`, from 0 to 1."""
    relevant = {item for item, grade in grades.items() if grade > 0}
    return len(relevant.intersection(_once(ranked)[:k])) / len(relevant) if relevant else 0.0


def unjudged(ranked: Sequence[str], grades: Grades, k: int = SHOWN) -> int:
    """Return how many of the first `k` nobody judged; an item that was judged 0 is judged."""
    return sum(item not in grades for item in _once(ranked)[:k])


def mean(values: Sequence[float]) -> float:
    """Return the mean, 0 of nothing."""
    return fsum(values) / len(values) if values else 0.0


def interval(values: Sequence[float], *, seed: int = SEED, resamples: int = RESAMPLES) -> tuple[float, float]:
    """Return the bounds of the mean in which 95 % of the resamples lie (percentile bootstrap over queries).

    The same values in the same order give the same bounds.
    """
    if not values:
        return 0.0, 0.0
    dice = random.Random(seed)  # noqa: S311  nothing secret
    means = sorted(mean(dice.choices(values, k=len(values))) for _ in range(resamples))
    return means[round(0.025 * (resamples - 1))], means[round(0.975 * (resamples - 1))]


@dataclass(frozen=True)
class Change:
    """What a query had in a former run, and has now."""

    query: str
    before: float
    now: float

    @property
    def difference(self) -> float:
        """Return what it gained; below zero what it lost."""
        return self.now - self.before


def changes(before: Mapping[str, float], now: Mapping[str, float]) -> list[Change]:
    """Return the queries of both runs whose figure changed, the largest drop first."""
    both = [Change(query, before[query], now[query]) for query in before if query in now]
    return sorted(
        (change for change in both if change.difference), key=lambda change: (change.difference, change.query)
    )


def _once(ranked: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(ranked))


def _discounted(gains: Iterable[int]) -> float:
    return fsum(max(gain, 0) / log2(rank + 1) for rank, gain in enumerate(gains, start=1))
