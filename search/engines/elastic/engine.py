"""The engine on Elasticsearch: it executes the same plans on what PostgreSQL's entries say."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from portal.moment import of_this_moment
from search import outbox
from search.cards import unpack
from search.documents import EntryValues
from search.engines.elastic import comparing, suggestions
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import document_id, item_of, shown_of
from search.engines.elastic.indices import rebuild
from search.engines.elastic.queries import scored
from search.engines.elastic.repairing import problem
from search.engines.elastic.rungs import ask
from search.engines.elastic.scratch import scratch_area
from search.engines.elastic.searches import Search, this_minute
from search.engines.excerpts import with_excerpts
from search.engines.measuring import measured
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import MOST_COUNTED, Anatomy, EngineAwayError, Hit, Request, Results, Scratch, Suggestion
from search.engines.scoring import offset_of, rung_of
from search.query.plan import Plan
from search.query.vocabulary import current_analyser

LATEST = 60.0
"""Seconds that the index may be behind: where it takes no change any more (a full disk), readers get what is new."""


class ElasticEngine:
    """Finds in an index what the entries of PostgreSQL say; raises `EngineAwayError` when it cannot be asked.

    The entries stay the truth: they are written first, the index follows (search.delivery), and no result is shown
    that is not among them any more.
    """

    def __init__(self, cluster: Cluster, entries: PostgreSQLEngine | None = None) -> None:
        self.cluster = cluster
        self.entries = entries or PostgreSQLEngine()

    @measured("elasticsearch")
    def search(self, request: Request) -> Results:
        """Return the results of a request."""
        search = Search(request, this_minute())
        page = ask(self.cluster, search, meanwhile=_up_to_date)
        found = [(hit, shown_of(hit)) for hit in page.hits]
        revisions = [shown["revision"] for _, shown in found]
        hits = with_excerpts(self._confirmed([_hit(search, *each) for each in found], revisions), request)
        counted = page.counted if request.with_counts else {}
        totals = page.totals if request.with_counts else {}
        counts = _counts(totals.get("shown", {}))
        total = page.total
        return Results(
            hits=hits,
            total=total,
            offset=offset_of(request, total),
            counts=counts,
            counts_without={
                name: _without(_counts(counted.get(name, {})), values, counts)
                for name, values in request.filters.items()
            },
            past=totals["past"]["doc_count"] if totals else 0,
            archived=totals["archived"]["doc_count"] if totals else 0,
            rung=rung_of(request.plan, page.strict, page.needed, total),
            strict=page.strict,
            is_estimate=total > MOST_COUNTED or bool(counted and page.is_sampled),
        )

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        """Return kind and key of the results."""
        search = Search(replace(request, with_counts=False), this_minute())
        page = ask(self.cluster, search, only_keys=True, meanwhile=_up_to_date)
        items = [item_of(found["_id"]) for found in page.hits]
        known = _revisions(items)
        return tuple(item for item in items if item in known)

    def fetch(self, items: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Return these items in this order, from the entries."""
        return self.entries.fetch(items)

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        """Return what the scores of these items are made of: the ranks are those by which this engine orders."""
        anatomies = self.entries.explain(plan, items)
        should = [scored(replace(weighted, weight=1.0, idf=1.0, factor=1.0)) for weighted in plan.forms]
        named = [{"bool": {"should": [query], "_name": str(number)}} for number, query in enumerate(should)]
        ids = [document_id(*item) for item in items]
        if not (ids and named):
            return anatomies
        answer = self.cluster.search(
            query={"bool": {"filter": [{"ids": {"values": ids}}], "should": named}},
            size=len(ids),
            source=False,
            include_named_queries_score=True,
        )
        found = {item_of(hit["_id"]): hit.get("matched_queries", {}) for hit in answer["hits"]["hits"]}
        numbers = range(len(named))
        return tuple(
            replace(anatomy, ranks=tuple(found.get(anatomy.hit.item, {}).get(str(number), 0.0) for number in numbers))
            for anatomy in anatomies
        )

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return entries by the beginning of their names, then words."""
        return suggestions.suggest(self.cluster, typed, limit, current_analyser().lexicon.stop_words, this_minute())

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries, and that the index must follow."""
        given = list(values)
        self.entries.apply(given)
        outbox.changed((item.kind, item.object_id) for item in given)

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> list[str]:
        """Remove these entries, and that the index must follow; return which of them were there."""
        found = self.entries.withdraw(kind, object_ids)
        outbox.gone((kind, key) for key in found)
        return found

    def rebuild(self) -> None:
        """Count the words of the entries anew."""
        self.entries.rebuild()

    def reconcile(self) -> list[str]:
        """Compare index and entries, have repaired what differs, and return what that was."""
        return comparing.reconcile(self.cluster)

    def renew(self) -> None:
        """Make the index anew from the entries, while the one that is there answers."""
        rebuild(self.cluster)

    def health(self) -> str:
        """Return what is wrong with the entries, the cluster or the index, or nothing."""
        try:
            return self.entries.health() or problem(self.cluster)
        except EngineAwayError as away:
            return str(away)

    @contextmanager
    def scratch(self) -> Iterator[Scratch]:
        """Return an empty place apart: temporary tables and an index, which end with this block."""
        with scratch_area(self.cluster) as area:
            yield area

    def _confirmed(self, hits: Sequence[Hit], revisions: Sequence[int]) -> tuple[Hit, ...]:
        """Return the hits that are still entries, as those are now: what was withdrawn a second ago is not shown."""
        if not hits:
            return ()
        known = _revisions([hit.item for hit in hits])
        then = {hit.item: revision for hit, revision in zip(hits, revisions, strict=True)}
        stale = [item for item, revision in known.items() if then[item] != revision]
        fresh = {hit.item: hit for hit in self.entries.fetch(stale)}
        return tuple(
            replace(fresh[hit.item], score=hit.score, groups=hit.groups) if hit.item in fresh else hit
            for hit in hits
            if hit.item in known
        )


def _up_to_date() -> None:
    """Raise `EngineAwayError` when what changed a while ago is not in the index."""
    if of_this_moment("index is behind", outbox.longest_wait) > LATEST:
        raise EngineAwayError(f"changes wait for longer than {LATEST:.0f} s to be written to it")


def _hit(search: Search, found: Mapping[str, Any], shown: Mapping[str, Any]) -> Hit:
    facets, stored = frozenset(shown["facets"]), found["fields"]
    groups = found.get("matched_queries")
    return Hit(
        *item_of(found["_id"]),
        unpack(shown["card"]),
        facets,
        stored.get("summary", [""])[0],
        stored.get("text", [""])[0],
        (found["_score"] or 0.0) - search.raised(facets, shown["names"]) if search.is_by_score else 0.0,
        len(search.request.plan.required) if groups is None else len(groups),
    )


def _counts(aggregation: Mapping[str, Any]) -> dict[str, int]:
    return {bucket["key"]: bucket["doc_count"] for bucket in aggregation.get("values", {}).get("buckets", ())}


def _without(aside: Mapping[str, int], values: Iterable[str], counts: Mapping[str, int]) -> dict[str, int]:
    """Return the counts with a filter aside; those of its own values are what they are with it on, which is exact."""
    others = {value: number for value, number in aside.items() if value not in values}
    return others | {value: counts[value] for value in values if value in counts}


def _revisions(items: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Return the revisions of these items, of those that are entries."""
    return {item: revision for item, (revision, _digest) in comparing.entries_of(items).items()}
