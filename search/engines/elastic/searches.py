"""From a request to the bodies of its searches: what matches, how it is ranked, counted and ordered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from search.engines.elastic.documents import document_id, milliseconds
from search.engines.elastic.mapping import LONGEST_KEYWORD
from search.engines.elastic.queries import (
    Query,
    all_of,
    constant,
    has_one,
    none_of,
    query_of_group,
    scored,
)
from search.engines.protocol import MOST_COUNTED, Order, Request, Time
from search.engines.scoring import COMING, share_of

NAMED, TIER, FIRST = 1024.0, 2048.0, 16384.0
"""What is added to a score for what is called exactly so; for each tier of nearness; for what must come first.

Far above any sum of words, so that one number orders all; small enough for a 32 bits float to keep what lies below.
"""
ALL_FILTERS = ""
"""Name of the counts with all filters on."""
SAMPLE = "sample"
COUNTED_OF_MANY = 10_000
"""Of many results so many are counted and stand for the others."""
LARGEST_SHARE = 0.5
"""That the server takes; above it, it counts all."""
MOST_VALUES = 10_000
"""Facet values that are counted: many more than there are, because those behind it in the order of keys are not."""
NEWEST = {"published": {"order": "desc", "missing": "_last"}}
NEWEST_FIRST = [NEWEST, {"entry": "desc"}]
ORDERS: dict[Order, list[Any]] = {
    Order.NEWEST: [NEWEST, "_score", {"entry": "desc"}],
    Order.TITLE: ["sort_title", "entry"],
    Order.SOONEST: [{"starts": {"order": "asc", "missing": "_last"}}, "entry"],
    Order.LATEST: [{"starts": {"order": "desc", "missing": "_last"}}, "sort_title", "entry"],
}
BY_SCORE = ["_score", NEWEST, "entry"]


def this_minute() -> datetime:
    """Return the moment that searches are of.

    Nothing begins or ends within a minute; and what is asked again in it, the server counts once (its request cache).
    """
    return timezone.now().replace(second=0, microsecond=0)


def sampled(count: Query, expected: float) -> Query:
    """Return a search that counts as it is, or of a share of what matches where that will be many.

    Counting every value of every result takes longest of all (over a million documents three quarters of the time);
    of a share the page says that numbers are estimates.
    """
    if expected <= MOST_COUNTED:
        return count
    share = min(LARGEST_SHARE, COUNTED_OF_MANY / expected)
    return count | {"aggs": {SAMPLE: {"random_sampler": {"probability": share, "seed": 1}, "aggs": count["aggs"]}}}


@dataclass(frozen=True)
class Search:
    """The searches for one request: one for a page of results, and those for how many there are of what."""

    request: Request
    now: datetime

    def hits(self, needed: int, *, is_strict: bool, only_keys: bool, offset: int) -> Query:
        """Return the search for a page of what has `needed` of the required words; `is_strict` when that is all."""
        should = [*self._tiers()]
        if self.is_by_score:
            should += self._relevance(needed, is_strict=is_strict)
        shown = [*self._in_time(), *self._filters()]
        return {
            "query": self._matches(needed, is_strict=is_strict, also=shown, should=should),
            "from_": offset,
            "size": self.request.limit,
            "sort": self._sort(),
            "track_scores": self.is_by_score,
            "track_total_hits": MOST_COUNTED + 1,
            "source": False,
            **({} if only_keys else {"stored_fields": ["shown", "summary", "text"]}),
        }

    def counts(self, needed: int, *, is_strict: bool) -> dict[str, Query]:
        """Return the searches that count: all filters on, and one by the name of each filter that it leaves out.

        Apart, because filters that are conditions leave little to count, and because the server remembers the answer
        for others who leave out the same.
        """
        in_time, values = self._in_time(), self._values()
        other = none_of([self._past]) if self.request.time is Time.PAST else self._past
        totals: Query = {
            "shown": {"filter": all_of(in_time)},
            "past": {"filter": other},
            "archived": {"filter": {"term": {"is_archived": True}}},
        }
        if not self.request.with_counts:
            return {ALL_FILTERS: self._count(needed, is_strict, self._filters(), totals)}
        totals["shown"]["aggs"] = values
        asides = {name: [*in_time, *self._filters(aside=name)] for name in self.request.filters}
        without = {name: self._count(needed, is_strict, aside, values) for name, aside in asides.items()}
        return {ALL_FILTERS: self._count(needed, is_strict, self._filters(), totals), **without}

    def unfiltered(self, needed: int, *, is_strict: bool, most: int) -> Query:
        """Return the search that counts what there is when no filter is on, up to `most`."""
        query = self._matches(needed, is_strict=is_strict, also=self._in_time())
        return {"query": query, "size": 0, "track_total_hits": most}

    def _count(self, needed: int, is_strict: bool, conditions: Sequence[Query], aggs: Query) -> Query:
        query = self._matches(needed, is_strict=is_strict, also=conditions)
        return {"query": query, "size": 0, "track_total_hits": False, "aggs": aggs}

    def _matches(
        self, needed: int, *, is_strict: bool, also: Sequence[Query] = (), should: Sequence[Query] = ()
    ) -> Query:
        """Return what matches before filters, past and archived ones too, unless `also` says otherwise."""
        excluded = [query_of_group(group) for group in self.request.plan.excluded]
        if self.request.without:
            excluded.append({"ids": {"values": [document_id(*self.request.without)]}})
        conditions = [*self._asked(needed, is_strict=is_strict), *self._kept(), *also]
        query: Query = {"filter": conditions or [{"match_all": {}}], "must_not": excluded}
        return {"bool": query | ({"should": [*should]} if should else {})}

    # What matches

    def _asked(self, needed: int, *, is_strict: bool) -> list[Query]:
        required = self.request.plan.required
        if is_strict:
            return [query_of_group(group) for group in required]
        # Named, so that each result tells how many of the words it has.
        groups = [
            {"bool": {"filter": [query_of_group(group, is_loose=True)], "_name": str(number)}}
            for number, group in enumerate(required)
        ]
        return [{"bool": {"should": groups, "minimum_should_match": needed}}]

    def _kept(self) -> Iterator[Query]:
        """Yield the conditions that no filter or switch lifts."""
        if self.request.scope:
            yield has_one(self.request.scope)
        days = {"gte": self.request.since, "lte": self.request.until}
        if bounds := {name: day.isoformat() for name, day in days.items() if day}:
            yield {"range": {"day": bounds}}

    @property
    def _past(self) -> Query:
        return {"range": {"over_after": {"lte": milliseconds(self.now)}}}

    def _in_time(self) -> list[Query]:
        conditions: list[Query] = {
            Time.COMING: [none_of([self._past])],
            Time.PAST: [self._past],
            Time.ALL: [],
        }[self.request.time]
        return conditions if self.request.with_archived else [*conditions, {"term": {"is_archived": False}}]

    def _filters(self, aside: str = "") -> list[Query]:
        return [has_one(values) for name, values in self.request.filters.items() if name != aside]

    # How many

    @staticmethod
    def _values() -> Query:
        # In the order of their keys, as the server holds them: most frequent first, it looks each up apart.
        return {"values": {"terms": {"field": "facets", "size": MOST_VALUES, "order": {"_key": "asc"}}}}

    # In which order

    @cached_property
    def _has_tiers(self) -> bool:
        return bool(self.request.first or (self.request.order is Order.LIKE_MINE and self.request.near))

    @property
    def _is_best_first(self) -> bool:
        return self.request.order not in ORDERS

    @cached_property
    def is_by_score(self) -> bool:
        """Whether the score orders, or parts what is of one day; where something must come first, that is the score."""
        by_score = self._is_best_first or (self.request.order is Order.NEWEST and not self._has_tiers)
        return by_score and bool(self.request.plan.groups)

    @cached_property
    def _name(self) -> str:
        """What comes first when it is called exactly so; the server refuses to look for what it would never index."""
        name = self.request.plan.name
        return name if self.is_by_score and self._is_best_first and len(name) <= LONGEST_KEYWORD else ""

    def _sort(self) -> list[Any]:
        if self._is_best_first:
            if self.is_by_score:
                return BY_SCORE
            return ["_score", *NEWEST_FIRST] if self._has_tiers else NEWEST_FIRST
        return ["_score", *ORDERS[self.request.order]] if self._has_tiers else ORDERS[self.request.order]

    def _tiers(self) -> Iterator[Query]:
        """Yield what brings items before others, whatever their words."""
        if self.request.first:
            yield constant(has_one([self.request.first]), FIRST)
        if self.request.order is Order.LIKE_MINE and self.request.near:
            number = len(self.request.near)
            tiers = [
                constant(all_of([has_one([value]) for value in tier]), (number - at) * TIER)
                for at, tier in enumerate(self.request.near)
            ]
            yield {"dis_max": {"queries": tiers}}

    def raised(self, facets: frozenset[str], names: Iterable[str]) -> float:
        """Return what was added to the score of an item, apart from its words."""
        raised = FIRST if self.request.first in facets else 0.0
        if self.request.order is Order.LIKE_MINE:
            near = (at for at, tier in enumerate(self.request.near) if facets.issuperset(tier))
            first = next(near, None)
            raised += 0.0 if first is None else (len(self.request.near) - first) * TIER
        if self._name and self._name in names:
            raised += NAMED
        return raised

    def _relevance(self, needed: int, *, is_strict: bool) -> Iterator[Query]:
        plan = self.request.plan
        query: Query = {"bool": {"should": [scored(weighted) for weighted in plan.forms]}}
        if not is_strict and len(plan.required) > 1:
            groups = [query_of_group(group, is_loose=True) for group in plan.required]
            steps = [
                {
                    "filter": {"bool": {"should": groups, "minimum_should_match": number}},
                    "weight": share_of(plan, number),
                }
                for number in range(max(needed, 1), len(groups) + 1)
            ]
            query = {"function_score": {"query": query, "functions": steps, "score_mode": "max"}}
        yield {"function_score": {"query": query, "functions": list(self._factors())}}
        if self._name:
            yield constant({"term": {"names": self._name}}, NAMED)

    def _factors(self) -> Iterator[Query]:
        """Yield what multiplies the score: kind, quality and uptake together; still to come; what is preferred."""
        yield {"field_value_factor": {"field": "factor", "missing": 1}}
        yield {"filter": {"range": {"starts": {"gt": milliseconds(self.now)}}}, "weight": COMING}
        for value, bonus in self.request.prefer.items():
            yield {"filter": has_one([value]), "weight": 1 + bonus}
