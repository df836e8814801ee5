"""Collections in the layout of BEIR: what is read, and what is wrong said by file, line and reason."""

import re
from pathlib import Path

import pytest

from search.evaluation.collections import CollectionError, Document, Query, read_collection
from tests.search.evaluation.conftest import DOCUMENTS


def test_a_collection_is_read_whole(beir: Path) -> None:
    collection = read_collection(beir)

    assert list(collection.documents()) == [Document(*row) for row in DOCUMENTS]
    assert list(collection.documents()) == [Document(*row) for row in DOCUMENTS]
    assert Query("q1", "ouders school") in collection.queries
    assert collection.judgements["q1"] == {"d2": 2, "d3": 3, "d1": 0}


def test_queries_without_an_answer_are_left_out(beir: Path) -> None:
    with (beir / "qrels" / "test.tsv").open("a") as file:
        file.write("unjudged\td1\t0\n")

    assert [query.id for query in read_collection(beir).queries] == ["q1", "q2", "q3", "q4"]


def test_numbers_as_ids_absent_titles_and_empty_lines_are_read(beir: Path) -> None:
    (beir / "corpus.jsonl").write_text('{"_id": 7, "text": "Zeven", "metadata": {}}\n\n', encoding="utf-8-sig")

    assert list(read_collection(beir).documents()) == [Document("7", "", "Zeven")]


def test_what_no_database_takes_is_taken_out(beir: Path) -> None:
    (beir / "corpus.jsonl").write_text('{"_id": "d", "title": "a\\u0000b", "text": "c\\ud800d"}\n', encoding="utf-8")

    assert list(read_collection(beir).documents()) == [Document("d", "a b", "cd")]


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels/test.tsv"])
def test_a_missing_file_is_named(beir: Path, name: str) -> None:
    (beir / name).unlink()

    with pytest.raises(CollectionError, match=f"{re.escape(name)} is missing"):
        read_collection(beir)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("corpus.jsonl", b'{"_id": "a", "text": "x"}\n{"_id"\n', "corpus.jsonl, line 2: is not JSON."),
        ("corpus.jsonl", b"[" * 100_000, "line 1: is not JSON."),
        ("corpus.jsonl", b'["a"]\n', "line 1: is not an object."),
        ("corpus.jsonl", b'{"_id": "a"}\n', "line 1: has no text under “text”."),
        ("corpus.jsonl", b'{"_id": "a", "text": null}\n', "line 1: has no text under “text”."),
        ("corpus.jsonl", b'{"_id": " ", "text": "x"}\n', "line 1: has an empty _id."),
        ("corpus.jsonl", b'{"_id": "a", "text": "x"}\n' * 2, "line 2: repeats the _id “a”."),
        ("corpus.jsonl", b'\n\n{"_id": "a", "text": "\xe9"}\n', "line 3: is not UTF-8."),
        ("queries.jsonl", b'{"text": "x"}\n', "queries.jsonl, line 1: has no text under “_id”."),
        ("qrels/test.tsv", b"q1\td1\t1\n", "line 1: is a judgement, where the header"),
        ("qrels/test.tsv", b"query-id corpus-id score\n", "test.tsv, line 1: has not three columns between tabs"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\t0\td1\t1\n", "line 2: has not three columns"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\td1\tgood\n", "line 2: has the grade “good”"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\td1\t0.5\n", "line 2: has the grade “0.5”"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nqx\td1\t1\n", "line 2: judges the query “qx”, which queries"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td1\t2\n", "line 3: judges “d1” for “q1” again"),
        ("qrels/test.tsv", b"query-id\tcorpus-id\tscore\nq1\td1\t0\n", "has no query with an answer."),
        ("qrels/test.tsv", b"", "has no query with an answer."),
    ],
)
def test_a_fault_is_named_by_line_and_reason(beir: Path, name: str, content: bytes, reason: str) -> None:
    (beir / name).write_bytes(content)

    with pytest.raises(CollectionError, match=re.escape(reason)):
        list(read_collection(beir).documents())
