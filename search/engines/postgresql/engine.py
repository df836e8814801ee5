"""A first engine: PostgreSQL's own full text, without an extension."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import reduce
from math import ceil
from typing import Any, cast

from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import OperationalError, connection, transaction
from django.db.models import Value
from django.db.models.expressions import Combinable, CombinedExpression
from django.utils import timezone
from psycopg.errors import QueryCanceled

from search.cards import unpack
from search.documents import EntryValues
from search.engines.postgresql.lexemes import analyse
from search.engines.postgresql.statements import COUNTED, Asked, by_name_only, counting, rows
from search.engines.protocol import START, Hit, Results, Rung
from search.entries import Entry
from search.parameters import SearchParameters
from search.query.questions import read_question

CONFIGURATIONS = ("dutch", "simple")
"""Stems, and the exact forms that keep names and whole compounds apart."""
APART = "|| '·:1'::tsvector ||"
"""Between two vectors a place is kept free, so that no phrase runs from the end of one into the next."""
WRITTEN = ["title", "names", "url", "summary", "text", "facets", "starts", "over_after", "published", "is_example",
           "card", "vector", "digest"]  # fmt: skip


class PostgreSQLEngine:
    """Finds entries with `tsvector`, ranks with `ts_rank`, and loosens the question when it finds nothing."""

    timeout = 700
    """Milliseconds for a statement; what takes longer gets the plain answer."""
    plain_timeout = 200

    def search(self, parameters: SearchParameters, page_size: int) -> Results:
        """Return the results: with all words, else with words that begin so, else with any of the words."""
        try:
            with _read_only():
                return self._search(parameters, page_size)
        except OperationalError as error:
            if type(error.__cause__) is not QueryCanceled:
                raise
        return self._plain_answer(parameters, page_size)

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries."""
        entries = [
            Entry(kind=item.kind, object_id=item.object_id, digest=item.digest, vector=_vector(item), **item.fields)
            for item in values
        ]
        Entry.objects.bulk_create(
            entries, update_conflicts=True, unique_fields=["kind", "object_id"], update_fields=WRITTEN
        )

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> None:
        """Remove these entries."""
        Entry.objects.filter(kind=kind, object_id__in=list(object_ids)).delete()

    def rebuild(self) -> None:
        """Let the planner look at the entries anew; the table itself is what this engine searches."""
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_entry")

    def health(self) -> str:
        """Return what is wrong, or nothing: the entries are in the database that everything needs."""
        return "" if Entry.objects.exists() else "no entries: run manage.py rebuild_search"

    def _search(self, parameters: SearchParameters, page_size: int) -> Results:
        question = read_question(parameters.q)
        analysed = analyse(question, self.timeout)
        steps = analysed.rungs()
        if parameters.q and not steps:
            return Results()
        now, past = timezone.now(), 0
        results = Results()
        for rung, query in steps or [(Rung.ALL, "")]:
            asked = Asked(parameters, question.name, query, now)
            results = replace(_counts(asked), rung=rung, has_words=bool(query))
            past = past or results.past
            if results.total:
                results = _with_page(asked, results, page_size)
                break
        return replace(results, past=past)

    def _plain_answer(self, parameters: SearchParameters, page_size: int) -> Results:
        asked = Asked(parameters, read_question(parameters.q).name, "", timezone.now())
        results = Results(has_words=True, is_complete=False)
        try:
            with _read_only():
                _limit(self.plain_timeout)
                hits = tuple(_hits(*by_name_only(asked, limit=page_size)))
        except OperationalError as error:
            if type(error.__cause__) is not QueryCanceled:
                raise
            return results
        return replace(results, hits=hits, total=len(hits))


@contextmanager
def _read_only() -> Iterator[None]:
    """Run statements whose settings and failures leave no trace: the savepoint is always rolled back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _limit(milliseconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(milliseconds)])


def _vector(item: EntryValues) -> CombinedExpression:
    vectors: Iterator[Combinable] = (
        SearchVector(Value(text), config=configuration, weight=weight)
        for weight, text in item.weighted.items()
        for configuration in CONFIGURATIONS
    )
    return cast(CombinedExpression, reduce(_apart, vectors))


def _apart(one: Combinable, other: Combinable) -> CombinedExpression:
    return CombinedExpression(one, APART, other, output_field=SearchVectorField())


def _counts(asked: Asked) -> Results:
    with connection.cursor() as cursor:
        cursor.execute(*counting(asked))
        total, past, *facets = cursor.fetchone()
    counted = {
        name: {value.removeprefix(f"{name}:"): number for value, number in counts.items()}
        for name, counts in zip(COUNTED, facets, strict=True)
    }
    return Results(total=total, past=past, facets=counted)


def _with_page(asked: Asked, results: Results, page_size: int) -> Results:
    pages = ceil(results.total / page_size)
    page = min(asked.parameters.page, pages)
    hits = _hits(*rows(asked, limit=page_size, offset=(page - 1) * page_size))
    return replace(results, hits=tuple(hits), page=page, pages=pages)


def _hits(statement: str, values: Mapping[str, Any]) -> Iterator[Hit]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found = cursor.fetchall()
    for kind, object_id, card, facets, title, excerpt in found:
        marked = excerpt if START in excerpt else ""
        yield Hit(kind, object_id, unpack(card), frozenset(facets), title=title, excerpt=marked)
