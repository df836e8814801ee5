"""What a score is made of, the same for every engine: places, share of the words, and bounded factors.

The score of an item is the sum over the forms of a plan of what each counts for (`Weighted.score`) times its rank in
the item, times `share_of` the words, times the factors.
"""

from functools import lru_cache

from search.engines.protocol import ENOUGH, Request
from search.query.plan import Plan, Rung

PLACES = {"A": 1.0, "B": 0.6, "C": 0.4, "D": 0.3}
"""What a place counts for: title and names, summary and tags, headings, running text."""
COVERAGE = 0.5
"""How strongly an item that has fewer of the words falls behind: the power of the share that it has."""
QUALITY_FROM, QUALITY_STEP = 0.96, 0.02
UPTAKE_STEP, MOST_UPTAKE = 0.02, 5
COMING = 1.04
LIMIT_OF_RANK = 1.64493406685
"""π²/6: what the sum of 1/n² never passes, by which PostgreSQL divides."""


@lru_cache(maxsize=20_000)
def rank_of(places: str) -> float:
    """Return the rank of a word by the weights of its places in order, such as `ADD`: between 0.18 and 1.

    PostgreSQL's `ts_rank` of one lexeme (`calc_rank_or`): the best place counts in full, the others less and less.
    """
    weights = [PLACES[place] for place in places]
    best = max(weights)
    at = weights.index(best) + 1
    others = sum(weight / number**2 for number, weight in enumerate(weights, start=1))
    return (best + others - best / at**2) / LIMIT_OF_RANK


def factor(weight: float, quality: int, uptake: int) -> float:
    """Return what an item's kind, quality and uptake multiply its score by."""
    return weight * (QUALITY_FROM + QUALITY_STEP * quality) * (1 + UPTAKE_STEP * min(uptake, MOST_UPTAKE))


def share_of(plan: Plan, groups: int) -> float:
    """Return what a score is multiplied by when an item has so many of the required words."""
    return float((groups / max(len(plan.required), 1)) ** COVERAGE)


def rung_of(plan: Plan, strict: int, needed: int, total: int) -> Rung:
    """Return how strictly the words were taken: `strict` have all of them, `needed` of them were enough."""
    if len(plan.rungs) < 2 or strict >= ENOUGH or strict == total:
        return Rung.ALL
    return Rung.MOST if needed == dict(plan.rungs).get(Rung.MOST) else Rung.ANY


def offset_of(request: Request, total: int) -> int:
    """Return where the page begins: the last page answers for those beyond it."""
    step = max(request.limit, 1)
    return min(request.offset, max(0, (total - 1) // step * step))
