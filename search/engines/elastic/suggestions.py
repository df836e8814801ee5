"""Suggestions while somebody types: entries by their names from the index, words from the lexicon in PostgreSQL."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from search.cards import unpack
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import milliseconds
from search.engines.postgresql.suggestions import OF_A_KIND, note_of, read_typed, together, words
from search.engines.protocol import Suggestion
from search.entries import kinds

OF_EACH_KIND = 20
"""Names of each kind that are read; the best of them are shown."""
WHOLE, BEGUN, INSIDE = 0, 1, 2
"""It is called so; its name begins so; a word of its name begins so."""


@dataclass(frozen=True)
class Named:
    """An entry whose name was begun."""

    tier: int
    beginning: str
    preference: int
    entry: int
    place: int
    """Of its kind among the kinds."""
    suggestion: Suggestion

    @property
    def within_kind(self) -> tuple[int, str, int]:
        """The order of names of one kind that fit as well."""
        return -self.preference, self.beginning, self.entry


def suggest(
    cluster: Cluster, text: str, limit: int, stop_words: Iterable[str], now: datetime
) -> tuple[Suggestion, ...]:
    """Return entries, then whole questions of which the last word is completed."""
    typed = read_typed(text)
    if not typed.name or limit < 1:
        return ()
    answer = cluster.search(size=0, query=_query(typed.name, now), aggs=_best_of_each_kind())
    buckets = answer["aggregations"]["kinds"]["buckets"]
    named = [_named(hit, typed.name) for bucket in buckets for hit in bucket["best"]["hits"]["hits"]]
    entries = [one.suggestion for one in _in_order(named)][:limit]
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
        "_source": ["kind", "whole", "word", "preference", "entry", "shown.card", "shown.called"],
    }
    kinds_of = {"field": "kind", "size": max(len(kinds()), 1)}
    return {"kinds": {"terms": kinds_of, "aggs": {"best": {"top_hits": best}}}}


def _named(hit: Mapping[str, Any], name: str) -> Named:
    """Return an entry as PostgreSQL's statement sees it: the first of its beginnings in the best tier."""
    source = hit["_source"]
    whole = [beginning for beginning in source["whole"] if beginning.startswith(name)]
    found = whole or [beginning for beginning in source["word"] if beginning.startswith(name)]
    others = {(is_whole, beginning): other for is_whole, beginning, other in source["shown"]["called"]}
    card = unpack(source["shown"]["card"])
    note = note_of(min(others.get((bool(whole), one), "") for one in found), is_example=card.is_example)
    return Named(
        tier=(WHOLE if name in whole else BEGUN) if whole else INSIDE,
        beginning=min(found),
        preference=source["preference"],
        entry=source["entry"],
        place=list(kinds()).index(source["kind"]),
        suggestion=Suggestion(card.title, card.url, str(card.kind_label), note),
    )


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
