"""Collections of judged queries, and the reader of those in the layout of BEIR.

    corpus.jsonl     one document a line: {"_id": "d1", "title": "…", "text": "…"}; the title may be absent
    queries.jsonl    one query a line: {"_id": "q1", "text": "…"}
    qrels/test.tsv   a header, then query-id, corpus-id and grade between tabs

Documents are read as they are needed and never all at once.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.evaluation.metrics import Grades
from search.words import readable

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels/test.tsv"


class CollectionError(Exception):
    """A collection cannot be read; the message names file, line and reason."""


@dataclass(frozen=True)
class Document:
    """What can be found."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Query:
    """What somebody asks."""

    id: str
    text: str
    category: str = ""


@dataclass(frozen=True)
class Collection:
    """Queries, what answers them, and what can be found."""

    name: str
    queries: tuple[Query, ...]
    """Those with an answer: others belong in no average."""
    judgements: Mapping[str, Grades]
    """Per query the grade of each judged document."""
    documents: Callable[[], Iterator[Document]]
    unanswerable: tuple[Query, ...] = field(default=())
    """Queries for which an honest search shows nothing."""


def read_collection(folder: Path) -> Collection:
    """Return the collection in `folder`; raise `CollectionError` for what is missing or malformed.

    Queries without a grade of at least 1 are left out, as BEIR leaves out those of other splits.
    """
    for name in (CORPUS, QUERIES, QRELS):
        if not (folder / name).is_file():
            raise CollectionError(f"{folder / name} is missing: a collection has {CORPUS}, {QUERIES} and {QRELS}.")
    queries = {row["_id"]: Query(row["_id"], row["text"]) for row in read_rows(folder / QUERIES, ("_id", "text"))}
    judgements = read_judgements(folder / QRELS, queries)
    answered = tuple(queries[query] for query, grades in judgements.items() if max(grades.values()) > 0)
    if not answered:
        raise CollectionError(f"{folder / QRELS} has no query with an answer.")
    return Collection(folder.name, answered, judgements, lambda: _documents(folder / CORPUS))


def _documents(path: Path) -> Iterator[Document]:
    for row in read_rows(path, ("_id", "text")):
        title = row.get("title") or ""
        yield Document(row["_id"], readable(str(title)), row["text"])


def read_rows(path: Path, needed: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file with one JSON object a line, each with texts under the names that it must have."""
    seen: set[str] = set()
    for number, line in _lines(path):
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise _fault(path, number, "is not JSON") from None
        if not isinstance(row, dict):
            raise _fault(path, number, "is not an object")
        for name in needed:
            if isinstance(row.get(name), int):
                row[name] = str(row[name])
            if not isinstance(row.get(name), str):
                raise _fault(path, number, f"has no text under “{name}”")
            row[name] = readable(row[name])
        if not row["_id"].strip():
            raise _fault(path, number, "has an empty _id")
        if row["_id"] in seen:
            raise _fault(path, number, f"repeats the _id “{row['_id']}”")
        seen.add(row["_id"])
        yield row


def read_judgements(path: Path, queries: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return the grades per query, in the order of the file."""
    judgements: dict[str, dict[str, int]] = {}
    for row, (number, line) in enumerate(_lines(path)):
        fields = line.split("\t")
        if len(fields) != 3:
            raise _fault(path, number, "has not three columns between tabs: query-id, corpus-id, score")
        query, document, grade = (value.strip() for value in fields)
        is_grade = grade.removeprefix("-").isdecimal()
        if row == 0:
            if is_grade:
                raise _fault(path, number, "is a judgement, where the header query-id, corpus-id, score must stand")
            continue
        if not is_grade:
            raise _fault(path, number, f"has the grade “{grade}”, which is no whole number")
        if query not in queries:
            raise _fault(path, number, f"judges the query “{query}”, which {QUERIES} does not have")
        if document in judgements.setdefault(query, {}):
            raise _fault(path, number, f"judges “{document}” for “{query}” again")
        judgements[query][document] = int(grade)
    return judgements


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that is not empty."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, start=1):
            try:
                line = raw.decode("utf-8-sig").strip("\r\n")
            except UnicodeDecodeError:
                raise _fault(path, number, "is not UTF-8") from None
            if line.strip():
                yield number, line


def _fault(path: Path, number: int, reason: str) -> CollectionError:
    return CollectionError(f"{path}, line {number}: {reason}.")
