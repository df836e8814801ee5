"""The rankings that stand beside ours."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from math import log

import pytest
from django.db import connection

from search.evaluation.baselines import BM25Ranker
from search.evaluation.collections import Document
from search.evaluation.rankers import BASELINES, Ranker
from tests.search.evaluation.conftest import DOCUMENTS

FIVE = [Document(*row) for row in DOCUMENTS]


@contextmanager
def filled(name: str) -> Iterator[Ranker]:
    with closing(BASELINES[name]()) as ranker:
        ranker.index(iter(FIVE))
        yield ranker


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "query", "expected"),
    [
        ("stock-and", "ouders school", ["d2", "d3"]),
        ("stock-and", "ouders zwembad", []),
        ("stock-and", "scholen", ["d2", "d3"]),
        ("stock-and", '"samen op school"', ["d3"]),
        ("stock-and", "koken -buren", ["d3"]),
        ("stock-and", "keuken", []),  # it knows no compounds
        ("stock-or", "fietslessen zwembad", ["d5"]),
        ("stock-or", "nederlands buurtkeuken", ["d4", "d1"]),
        ("stock-or", "de het een", []),
        ("bm25", "fietslessen zwembad", ["d5"]),
        ("bm25", "nederlands buurtkeuken", ["d1", "d4"]),
        ("bm25", "ouders school", ["d3", "d2"]),
        ("bm25", "", []),
    ],
)
def test_what_each_finds_of_five_documents(name: str, query: str, expected: list[str]) -> None:
    with filled(name) as ranker:
        assert ranker.rank(query, 10) == expected
        assert ranker.rank(query, 1) == expected[:1]


@pytest.mark.django_db
@pytest.mark.parametrize("name", BASELINES)
@pytest.mark.parametrize("query", ["' & | ! <-> :*", '"', "-", "%s", "\\", "😀", "كلمة", "x" * 20_000, "a -", "'d1':A"])
def test_nothing_that_is_typed_breaks_one(name: str, query: str) -> None:
    with filled(name) as ranker:
        assert ranker.rank(query, 10) == []


@pytest.mark.django_db
def test_stock_leaves_no_table_behind() -> None:
    with filled("stock-and"), filled("stock-or"):
        assert len(temporary_tables()) == 2
    assert temporary_tables() == []


def temporary_tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relpersistence = 't' AND relkind = 'r'")
        return [row[0] for row in cursor.fetchall()]


def test_bm25_against_a_score_by_hand() -> None:
    """Three documents of two, two and five words: *a* stands in the first twice, in the third once."""
    ranker = BM25Ranker(stem=str)
    ranker.index([Document("d1", "", "a a"), Document("d2", "", "b b"), Document("d3", "", "a b c d e")])

    idf = log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    first = idf * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 2 / 3))
    third = idf * 1 * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 5 / 3))

    assert ranker.scores("a") == pytest.approx({0: first, 2: third})
    assert ranker.rank("a", 10) == ["d1", "d3"]
    ranker.close()
    assert ranker.rank("a", 10) == []
