"""Search as Django and Wagtail have it, on the same documents: what ours is measured beside.

A `tsvector` of `dutch` with a GIN index, `websearch_to_tsquery` (all words), `ts_rank`, a `count(*)`, the first ten,
and for each of five facets one `GROUP BY` over a table of relations, each with the filters that are on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from portal.searchable import SearchDocument

FACETS = ("soort", "thema", "doelgroep", "domein", "gemeente")
TABLES = (
    """CREATE TABLE bench_stock (
        id int PRIMARY KEY, title text, summary text, text text, published date,
        vector tsvector GENERATED ALWAYS AS (setweight(to_tsvector('dutch', title), 'A')
            || setweight(to_tsvector('dutch', summary), 'B') || setweight(to_tsvector('dutch', text), 'D')) STORED)""",
    "CREATE TABLE bench_stock_facet (entry int, name text, value text)",
)
INDEXES = (
    "CREATE INDEX ON bench_stock USING gin (vector)",
    "CREATE INDEX ON bench_stock_facet (entry)",
    "CREATE INDEX ON bench_stock_facet (name, value)",
    "ANALYZE bench_stock",
    "ANALYZE bench_stock_facet",
)


@dataclass(frozen=True)
class Asked:
    """A question: its words, and the values that are asked per facet."""

    q: str
    filters: tuple[tuple[str, str], ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Return it as it stands in an address."""
        return [("q", self.q), *self.filters] if self.q else list(self.filters)


def make_tables() -> None:
    """Make the tables, without indexes."""
    _execute(*TABLES)


def make_indexes() -> None:
    """Make the indexes, and let the planner look."""
    _execute(*INDEXES)


def insert(first: int, documents: Iterable[tuple[str, SearchDocument]]) -> int:
    """Insert documents, each with its kind, numbered from `first`; return the number that is free."""
    rows, values = [], []
    for number, (kind, document) in enumerate(documents, start=first):
        rows.append((number, document.card.title, document.summary, document.text, document.published))
        facets = {**document.facets, "soort": (kind,)}
        values += [(number, name, value) for name in FACETS for value in facets.get(name, ())]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO bench_stock VALUES (%s, %s, %s, %s, %s)", rows)
        cursor.executemany("INSERT INTO bench_stock_facet VALUES (%s, %s, %s)", values)
    return first + len(rows)


def search(asked: Asked) -> int:
    """Ask what a page of results needs, and return the total."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM bench_stock WHERE {_where(asked)}", _values(asked))
        total: int = cursor.fetchone()[0]
        order = "ts_rank(vector, websearch_to_tsquery('dutch', %(q)s)) DESC, id" if asked.q else "published DESC, id"
        cursor.execute(
            f"SELECT id, title, summary FROM bench_stock WHERE {_where(asked)} ORDER BY {order} LIMIT 10",
            _values(asked),
        )
        cursor.fetchall()
        for name in FACETS:
            cursor.execute(
                "SELECT value, count(*) FROM bench_stock_facet JOIN bench_stock ON entry = bench_stock.id"
                f" WHERE name = '{name}' AND {_where(asked, except_for=name)} GROUP BY value",
                _values(asked),
            )
            cursor.fetchall()
    return total


def _where(asked: Asked, except_for: str = "") -> str:
    words = ["vector @@ websearch_to_tsquery('dutch', %(q)s)"] if asked.q else []
    filters = [
        "EXISTS (SELECT FROM bench_stock_facet AS f WHERE f.entry = bench_stock.id"
        f" AND f.name = '{name}' AND f.value = %({name})s)"
        for name, _ in asked.filters
        if name != except_for
    ]
    return " AND ".join([*words, *filters]) or "true"


def _values(asked: Asked) -> dict[str, Any]:
    return {"q": asked.q, **dict(asked.filters)}


def _execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
