"""An evaluation: every query of a collection asked of one ranker."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from search.evaluation.collections import Collection, Document, Query
from search.evaluation.metrics import DEEP, SHOWN, interval, mean, ndcg, recall, unjudged
from search.evaluation.rankers import Ranker

DIGITS = 4
EVERY_DOCUMENTS = 5_000
EVERY_QUERIES = 500

Say = Callable[[str], None]
"""Takes a line about the progress."""


@dataclass(frozen=True)
class QueryResult:
    """What one query got."""

    query: Query
    ndcg: float
    recall: float
    found: int
    """Results, as far as recall looks."""
    shown: int
    """Results on the first page."""
    unjudged: int
    """Of those, the ones that nobody judged."""


@dataclass(frozen=True)
class Evaluation:
    """What a ranker got for a whole collection."""

    engine: str
    results: tuple[QueryResult, ...]
    honest: int = 0
    """Queries without an answer for which nothing was shown."""
    unanswerable: int = 0

    @property
    def figures(self) -> dict[str, Any]:
        """Return the figures under the names that `evaluate_search --json` prints."""
        scores = [result.ndcg for result in self.results]
        return {
            "engine": self.engine,
            "queries": len(self.results),
            "ndcg@10": round(mean(scores), DIGITS),
            "recall@50": round(mean([result.recall for result in self.results]), DIGITS),
            "empty_share": round(mean([result.found == 0 for result in self.results]), DIGITS),
            "ci95": [round(bound, DIGITS) for bound in interval(scores)],
        }

    @property
    def unjudged_share(self) -> float:
        """Return the share of what first pages show that nobody judged."""
        shown = sum(result.shown for result in self.results)
        return round(sum(result.unjudged for result in self.results) / shown, DIGITS) if shown else 0.0

    @property
    def per_query(self) -> dict[str, float]:
        """Return nDCG@10 by id of the query."""
        return {result.query.id: round(result.ndcg, DIGITS) for result in self.results}


def evaluate(ranker: Ranker, collection: Collection, say: Say = lambda line: None) -> Evaluation:
    """Index a collection, ask all its queries, and remove what was indexed, whatever happens."""
    with closing(ranker):
        ranker.index(_counted(collection, ranker.name, say))
        results = []
        for number, query in enumerate(collection.queries, start=1):
            results.append(_ask(ranker, query, collection))
            if number % EVERY_QUERIES == 0:
                say(f"{ranker.name}: {number:,} of {len(collection.queries):,} queries")
        honest = sum(not ranker.rank(query.text, 1) for query in collection.unanswerable)
        return Evaluation(ranker.name, tuple(results), honest, len(collection.unanswerable))


def _ask(ranker: Ranker, query: Query, collection: Collection) -> QueryResult:
    ranked = ranker.rank(query.text, DEEP)
    grades = collection.judgements[query.id]
    return QueryResult(
        query=query,
        ndcg=ndcg(ranked, grades),
        recall=recall(ranked, grades),
        found=len(ranked),
        shown=len(ranked[:SHOWN]),
        unjudged=unjudged(ranked, grades),
    )


def _counted(collection: Collection, name: str, say: Say) -> Iterator[Document]:
    """Yield the documents, tell how far it is, and in the end which judged ones there are not."""
    judged = {document for grades in collection.judgements.values() for document in grades}
    number = 0
    for number, document in enumerate(collection.documents(), start=1):
        judged.discard(document.id)
        yield document
        if number % EVERY_DOCUMENTS == 0:
            say(f"{name}: {number:,} documents")
    if judged:
        say(f"{name}: {len(judged):,} judged documents are not among the {number:,}; they count as not found")
