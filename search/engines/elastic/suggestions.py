"""Suggestions while somebody types: entries by their names from the index, words from the lexicon in PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from search.cards import unpack
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import milliseconds, shown_of
from search.engines.postgresql.suggestions import MOST_OF_A_KIND, OF_A_KIND, note_of, read_typed, together, words
from search.engines.protocol import Suggestion
from search.entries import kinds

OF_EACH_KIND = 10
"""Names of each kind that are read; the best of them are shown.

They are the best of `MOST_OF_A_KIND` that fit as well, as in PostgreSQL: two letters begin the names of thousands.
"""
WHOLE, BEGUN, INSIDE = 0, 1, 2
"""It is called so; its name begins so; a word of its name begins so."""


class Named(NamedTuple):
    """An entry whose name was begun."""

    tier: int
    beginnings: list[str]
    place: int
    """Of its kind among the kinds."""
    shown: Mapping[str, Any]

    @property
    def within_kind(self) -> tuple[int, str, int]:
        """The order of names of one kind that fit as well."""
        return -self.shown["preference"], min(self.beginnings), self.shown["entry"]


def suggest(
    cluster: Cluster, text: str, limit: int, stop_words: Iterable[str], now: datetime
) -> tuple[Suggestion, ...]:
    """Return entries, then whole questions of which the last word is completed."""
    typed = read_typed(text)
    if not typed.name or limit < 1:
        return ()
    answer = cluster.search(size=0, query=_query(typed.name, now), aggs=_best_of_each_kind())
    buckets = answer["aggregations"]["some"]["kinds"]["buckets"]
    places = {kind: place for place, kind in enumerate(kinds())}
    named = [
        _named(shown_of(hit), typed.name, places[bucket["key"]])
        for bucket in buckets
        for hit in bucket["best"]["hits"]["hits"]
    ]
    entries = [_suggestion(one) for one in islice(_in_order(named), limit)]
    return together(entries, words(typed, limit, stop_words), typed.kept, limit)


def _query(name: str, now: datetime) -> dict[str, Any]:
    begun = [
        {"constant_score": {"filter": {"term": {"whole": name}}, "boost": 3}},
        {"constant_score": {"filter": {"prefix": {"whole": name}}, "boost": 2}},
        {"constant_score": {"filter": {"prefix": {"word": name}}, "boost": 1}},
    ]
    past = {"range": {"over_after": {"lte": milliseconds(now)}}}
    return {"bool": {"must": [{"dis_max": {"queries": begun}}], "must_not": [past]}}


def _best_of_each_kind() -> dict[str, Any]:
    best = {
        "size": OF_EACH_KIND,
        "sort": ["_score", {"preference": "desc"}, "sort_title", "entry"],
        "stored_fields": ["shown"],
    }
    number = max(len(kinds()), 1)
    some = {"field": "kind", "max_docs_per_value": MOST_OF_A_KIND, "shard_size": MOST_OF_A_KIND * number}
    of_each = {"kinds": {"terms": {"field": "kind", "size": number}, "aggs": {"best": {"top_hits": best}}}}
    return {"some": {"diversified_sampler": some, "aggs": of_each}}


def _named(shown: Mapping[str, Any], name: str, place: int) -> Named:
    """Return an entry as PostgreSQL's statement sees it: the first of its beginnings in the best tier."""
    begun = [(is_whole, beginning) for is_whole, beginning, _other in shown["begun"] if beginning.startswith(name)]
    whole = [beginning for is_whole, beginning in begun if is_whole]
    tier = (WHOLE if name in whole else BEGUN) if whole else INSIDE
    return Named(tier, whole or [beginning for _, beginning in begun], place, shown)


def _suggestion(named: Named) -> Suggestion:
    """Return what is shown of an entry: its title, and its other name where that was begun."""
    is_whole = named.tier < INSIDE
    others = {beginning: other for of_whole, beginning, other in named.shown["begun"] if of_whole == is_whole}
    card = unpack(named.shown["card"])
    note = note_of(min(others.get(one, "") for one in named.beginnings), is_example=card.is_example)
    return Suggestion(card.title, card.url, str(card.kind_label), note)


def _in_order(named: Sequence[Named]) -> Iterator[Named]:
    """Yield the best tier first; within it a few of each kind before the next of the same."""
    groups: dict[tuple[int, int], list[Named]] = defaultdict(list)
    for one in named:
        groups[one.tier, one.place].append(one)
    numbered = [
        ((tier, number // OF_A_KIND, place, number), one)
        for (tier, place), group in groups.items()
        for number, one in enumerate(sorted(group, key=lambda one: one.within_kind))
    ]
    for _key, one in sorted(numbered, key=lambda pair: pair[0]):
        yield one
