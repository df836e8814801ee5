"""The engine on PostgreSQL: finished lexemes in `tsvector`, without an extension."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import QueryCanceled

from search.cards import unpack
from search.documents import EntryValues
from search.engines.excerpts import with_excerpts
from search.engines.measuring import measured
from search.engines.postgresql import suggestions
from search.engines.postgresql.anatomy import AnatomyStatement
from search.engines.postgresql.lexemes import vectors
from search.engines.postgresql.scratch import ScratchArea, scratch_tables
from search.engines.postgresql.statements import FACTORS, Statement
from search.engines.postgresql.tables import SITE, Tables
from search.engines.protocol import MOST_COUNTED, Anatomy, Hit, NoTimeError, Request, Results, Suggestion
from search.engines.scoring import offset_of, rung_of
from search.entries import Entry, FacetValue
from search.query.plan import Plan
from search.query.vocabulary import current_analyser

WRITTEN = [field.name for field in Entry._meta.fields if field.name not in ("id", "kind", "object_id", "revision")]
HIT = """SELECT e.kind, e.object_id, e.card::json, (SELECT array_agg(v.value) FROM search_facetvalue v
    WHERE v.id = ANY(e.facets)), e.summary, e.text FROM search_entry e"""


class PostgreSQLEngine:
    """Finds entries by their lexemes, strictest rung first, and ranks them by place and rarity of the words."""

    timeout = 700
    """Milliseconds for a statement; what takes longer gets the plain answer."""
    plain_timeout = 200

    def __init__(self, tables: Tables = SITE) -> None:
        self.tables = tables

    @measured("postgresql")
    def search(self, request: Request) -> Results:
        """Return the results; when there was no time, only what is called exactly so."""
        results = self._answered(request)
        return replace(results, hits=with_excerpts(results.hits, request))

    def _answered(self, request: Request) -> Results:
        try:
            with _limited(self.timeout, by_index=bool(request.plan.groups)):
                return self._search(request)
        except OperationalError as error:
            if type(error.__cause__) is not QueryCanceled:
                raise
        return self._plain_answer(request)

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        """Return kind and key of the results."""
        statement = Statement(request, self.tables, timezone.now())
        try:
            with _limited(self.timeout, by_index=bool(request.plan.groups)), connection.cursor() as cursor:
                cursor.execute(statement.keys, statement.values)
                return tuple(cursor.fetchall())
        except OperationalError as error:
            if type(error.__cause__) is not QueryCanceled:
                raise
            raise NoTimeError from error

    def fetch(self, items: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Return these items in this order, those that exist."""
        if not items:
            return ()
        with connection.cursor() as cursor:
            cursor.execute(
                f"{HIT} WHERE (e.kind, e.object_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
                [[kind for kind, _ in items], [key for _, key in items]],
            )
            found = {(hit.kind, hit.object_id): hit for hit in map(_hit, cursor.fetchall())}
        return tuple(found[item] for item in items if item in found)

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        """Return what the scores of these items are made of, in this order, those that exist."""
        statement = AnatomyStatement(Request(plan), self.tables, timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(statement.text_for(items), statement.values)
            found = {anatomy.hit.item: anatomy for anatomy in map(_anatomy, cursor.fetchall())}
        return tuple(found[item] for item in items if item in found)

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return entries by the beginning of their names, then words."""
        return suggestions.suggest(typed, limit, current_analyser().lexicon.stop_words)

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries."""
        given = list(values)
        if not given:
            return
        analyser = current_analyser()
        keys = _keys_of({value for item in given for value in item.facets})
        entries = []
        for item in given:
            head, body = vectors(item.weighted, analyser)
            entries.append(
                Entry(
                    kind=item.kind,
                    object_id=item.object_id,
                    digest=item.digest,
                    facets=sorted(keys[value] for value in item.facets),
                    head=head,
                    body=body,
                    analyser=analyser.version,
                    **item.fields,
                )
            )
        written = Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )
        names = {entry.pk: item for entry, item in zip(written, given, strict=True)}
        suggestions.write_names(names, analyser.lexicon.stop_words)

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> list[str]:
        """Remove these entries, and return which of them were there."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_entry WHERE kind = %s AND object_id = ANY(%s) RETURNING object_id",
                [kind, list(object_ids)],
            )
            return [object_id for (object_id,) in cursor.fetchall()]

    def rebuild(self) -> None:
        """Count the words anew, and let the planner look at the entries; the table itself is what is searched."""
        self.tables.lexicon.refresh()
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {self.tables.entries}")

    def reconcile(self) -> list[str]:
        """Return nothing: the entries are all there is."""
        return []

    def renew(self) -> None:
        """Do nothing, for the same reason."""

    def health(self) -> str:
        """Return what is wrong, or nothing: the entries are in the database that everything needs."""
        return "" if Entry.objects.exists() else "no entries: run manage.py rebuild_search"

    @contextmanager
    def scratch(self) -> Iterator[ScratchArea]:
        """Return an empty place apart: temporary tables, which end with this block or with the connection."""
        with scratch_tables() as tables:
            yield ScratchArea(tables)

    def _search(self, request: Request) -> Results:
        statement = Statement(request, self.tables, timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(statement.text, statement.values)
            rows = cursor.fetchall()
        total, other, archived, strict, needed, counts, *_ = rows[0]
        every, *aside = counts or [{}]
        return Results(
            hits=tuple(_hit(row[9:], score=row[7], groups=row[8]) for row in rows if row[6] is not None),
            total=total,
            offset=offset_of(request, total),
            counts=every,
            counts_without=dict(zip(request.filters, aside, strict=False)),
            past=other,
            archived=archived,
            rung=rung_of(request.plan, strict, needed, total),
            strict=strict,
            is_estimate=total > MOST_COUNTED,
        )

    def _plain_answer(self, request: Request) -> Results:
        """Return what is called exactly so, without rank or counts."""
        statement = Statement(request, self.tables, timezone.now())
        try:
            with _limited(self.plain_timeout), connection.cursor() as cursor:
                cursor.execute(f"{HIT} WHERE {statement.called_so} ORDER BY id LIMIT %(limit)s", statement.values)
                hits = tuple(map(_hit, cursor.fetchall()))
        except OperationalError as error:
            if type(error.__cause__) is not QueryCanceled:
                raise
            return Results(is_complete=False)
        return Results(hits=hits, total=len(hits), is_complete=False)


@contextmanager
def _limited(milliseconds: int, *, by_index: bool = True) -> Iterator[None]:
    """Run statements that may take so long, and leave no trace of the settings: the savepoint is always rolled back.

    Without just-in-time compilation, which takes longer than these statements do; and `by_index` without reading the
    whole table, which the planner takes for cheap because it does not count that `body` stands beside the table.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('statement_timeout', %s, true), set_config('jit', 'off', true), "
                "set_config('enable_seqscan', %s, true)",
                [str(milliseconds), "off" if by_index else "on"],
            )
        yield
        transaction.set_rollback(True)


def _keys_of(values: set[str]) -> dict[str, int]:
    """Return the keys of facet values, new ones for those that no entry had yet."""
    known = dict(FacetValue.objects.filter(value__in=values).values_list("value", "pk"))
    if missing := sorted(values - known.keys()):
        FacetValue.objects.bulk_create([FacetValue(value=value) for value in missing], ignore_conflicts=True)
        known |= dict(FacetValue.objects.filter(value__in=missing).values_list("value", "pk"))
    return known


def _hit(row: Sequence[Any], *, score: float = 0.0, groups: int = 0) -> Hit:
    kind, object_id, card, facets, summary, text = row
    return Hit(kind, object_id, unpack(card), frozenset(facets or ()), summary, text, score or 0.0, groups)


def _anatomy(row: Sequence[Any]) -> Anatomy:
    hit, (ranks, places, has, groups, has_excluded, factors, is_named, is_past, is_archived) = row[:6], row[6:]
    return Anatomy(
        hit=_hit(hit, groups=groups),
        ranks=tuple(ranks),
        places=tuple(places),
        has=tuple(has),
        has_excluded=has_excluded,
        factors=dict(zip(FACTORS, factors, strict=True)),
        is_named=is_named,
        is_past=is_past,
        is_archived=is_archived,
    )
