"""Rankings to stand beside ours: PostgreSQL's own `dutch`, and BM25. Only evaluations use them.

They are what one gets without writing a search: Wagtail's and Django's way (all words), its loose form (any word), and
the formula that most search servers start with.
"""

import heapq
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from math import log

import snowballstemmer
from django.db import connection

from search.evaluation.collections import Document

BATCH = 500
LONGEST = 200_000
"""Signs of a text that are read; PostgreSQL refuses a vector of more than a megabyte."""

ALL_WORDS = "websearch_to_tsquery('dutch', %(query)s)"
ANY_WORD = "replace(plainto_tsquery('dutch', %(query)s)::text, ' & ', ' | ')::tsquery"

_numbers = count(1)


class StockRanker:
    """PostgreSQL's full text search with its own configuration: title weight A, text D, `ts_rank`."""

    def __init__(self, name: str, condition: str) -> None:
        self.name = name
        self._condition = condition
        self._table = f"evaluation_stock_{next(_numbers)}"

    def index(self, documents: Iterable[Document]) -> None:
        """Put `documents` in a table that ends with the connection."""
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TEMP TABLE {self._table} (number serial, id text, vector tsvector)")
            for batch in _batches(documents, BATCH):
                cursor.executemany(
                    f"INSERT INTO {self._table} (id, vector) VALUES (%s, setweight(to_tsvector('dutch', %s), 'A')"  # noqa: S608  our own name
                    " || setweight(to_tsvector('dutch', %s), 'D'))",
                    [(document.id, document.title[:LONGEST], document.text[:LONGEST]) for document in batch],
                )
            cursor.execute(f"CREATE INDEX ON {self._table} USING gin (vector) WITH (fastupdate = off)")
            cursor.execute(f"ANALYZE {self._table}")

    def rank(self, query: str, limit: int) -> list[str]:
        """Return the ids of the best, the best first."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM {self._table}, CAST({self._condition} AS tsquery) AS asked WHERE vector @@ asked"  # noqa: S608  our own name and condition
                " ORDER BY ts_rank(vector, asked) DESC, number LIMIT %(limit)s",
                {"query": query, "limit": limit},
            )
            return [row[0] for row in cursor.fetchall()]

    def close(self) -> None:
        """Remove the table."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {self._table}")


class BM25Ranker:
    """BM25 as Lucene has it (k1 1.2, b 0.75) over Snowball's `dutch_porter` stems, with title and text as one.

    Robertson and Zaragoza, *The Probabilistic Relevance Framework* (2009); idf is `ln(1 + (N - n + .5) / (n + .5))`.
    There is no stop list: the idf does its work.
    """

    name = "bm25"
    k1, b = 1.2, 0.75

    def __init__(self, stem: Callable[[str], str] | None = None) -> None:
        self._stem = stem or _remembering(snowballstemmer.stemmer("dutch_porter").stemWord)
        self.close()

    def index(self, documents: Iterable[Document]) -> None:
        """Keep the places of every stem, in arrays."""
        for number, document in enumerate(documents):
            stems = Counter(self._stems(f"{document.title} {document.text[:LONGEST]}"))
            self._ids.append(document.id)
            self._lengths.append(stems.total())
            for stem, times in stems.items():
                places, frequencies = self._postings[stem]
                places.append(number)
                frequencies.append(times)

    def rank(self, query: str, limit: int) -> list[str]:
        """Return the ids of the best, the best first; of equals the one that was indexed first."""
        scores = self.scores(query)
        best = heapq.nsmallest(limit, scores, key=lambda number: (-scores[number], number))
        return [self._ids[number] for number in best]

    def scores(self, query: str) -> dict[int, float]:
        """Return the score of each document that has a word of the query, by its place in what was indexed."""
        average = sum(self._lengths) / len(self._lengths) if self._ids else 0
        scores: dict[int, float] = defaultdict(float)
        for stem in dict.fromkeys(self._stems(query)):
            if stem in self._postings:
                places, frequencies = self._postings[stem]
                idf = log(1 + (len(self._ids) - len(places) + 0.5) / (len(places) + 0.5))
                for number, times in zip(places, frequencies, strict=True):
                    length = 1 - self.b + self.b * self._lengths[number] / average
                    scores[number] += idf * times * (self.k1 + 1) / (times + self.k1 * length)
        return scores

    def close(self) -> None:
        """Forget everything."""
        self._ids: list[str] = []
        self._lengths = array("I")
        self._postings: dict[str, tuple[array[int], array[int]]] = defaultdict(lambda: (array("I"), array("I")))

    def _stems(self, text: str) -> Iterator[str]:
        return map(self._stem, re.findall(r"\w+", text.lower()))


def _remembering(stem: Callable[[str], str]) -> Callable[[str], str]:
    known: dict[str, str] = {}

    def remembered(word: str) -> str:
        if word not in known:
            known[word] = stem(word)
        return known[word]

    return remembered


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    left = iter(documents)
    while batch := list(islice(left, size)):
        yield batch
