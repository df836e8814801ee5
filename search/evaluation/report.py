"""Evaluations as people read them: a table, and one line a query for a spreadsheet."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from search.evaluation.evaluations import Evaluation

COLUMNS = ("engine", "query", "category", "text", "ndcg@10", "recall@50", "found", "unjudged in first ten")


def table(title: str, evaluations: Iterable[Evaluation]) -> Iterator[str]:
    """Yield the lines of a table with a row for each engine."""
    yield title
    yield f"{'engine':14}{'queries':>8}{'nDCG@10':>9}{'95 %':>15}{'recall@50':>11}{'empty':>8}{'unjudged':>10}"
    for evaluation in evaluations:
        figures = evaluation.figures
        low, high = figures["ci95"]
        yield (
            f"{evaluation.engine:14}{figures['queries']:>8}{figures['ndcg@10']:>9.3f}{f'{low:.3f} - {high:.3f}':>15}"
            f"{figures['recall@50']:>11.3f}{figures['empty_share']:>8.1%}{evaluation.unjudged_share:>10.1%}"
        )
        if evaluation.unanswerable:
            yield f"{'':14}shows nothing where nothing answers: {evaluation.honest} of {evaluation.unanswerable}"


def write_per_query(path: Path, evaluations: Iterable[Evaluation]) -> None:
    """Write a line for each query of each engine, between tabs."""
    lines = ["\t".join(COLUMNS)]
    for evaluation in evaluations:
        for result in evaluation.results:
            query = result.query
            figures = (f"{result.ndcg:.4f}", f"{result.recall:.4f}", str(result.found), str(result.unjudged))
            lines.append("\t".join((evaluation.engine, query.id, query.category, query.text, *figures)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
