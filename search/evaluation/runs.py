"""Runs that are committed: what search reached on a day, so that a change that costs relevance is seen.

`runs/tuning.json` is the run that the tests compare with; it has the figure of every query. `runs/final.json` is made
once, on queries that nobody looked at, and has no figures of queries: looking at them would use them up.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from search.evaluation.evaluations import Evaluation
from search.evaluation.metrics import changes

RUNS = Path(__file__).parent / "runs"
TUNING, FINAL = RUNS / "tuning.json", RUNS / "final.json"
TOLERATED = 0.03
"""Drop of nDCG@10 against the committed run that the tests let pass."""


@dataclass(frozen=True)
class Run:
    """The figures of one day: of the site's engine, and of what stands beside it."""

    half: str
    date: str
    engine: str
    figures: Mapping[str, Mapping[str, Any]]
    """Per engine and baseline."""
    per_query: Mapping[str, float] = field(default_factory=dict)
    """nDCG@10 of the site's engine by query."""

    @property
    def ndcg(self) -> float:
        """Return nDCG@10 of the site's engine."""
        return float(self.figures[self.engine]["ndcg@10"])


def make_run(half: str, date: str, engine: str, evaluations: Iterable[Evaluation]) -> Run:
    """Return the run of a day, with figures of queries for the tuning half only."""
    by_name = {evaluation.engine: evaluation for evaluation in evaluations}
    return Run(
        half=half,
        date=date,
        engine=engine,
        figures={
            name: {
                **{key: value for key, value in evaluation.figures.items() if key != "engine"},
                "unjudged_share": evaluation.unjudged_share,
            }
            for name, evaluation in by_name.items()
        },
        per_query=by_name[engine].per_query if half == "tuning" else {},
    )


def save_run(run: Run, path: Path) -> None:
    """Write a run, one line a query, so that a diff shows which ones changed."""
    text = json.dumps(vars(run), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def read_run(path: Path) -> Run:
    """Return the run in a file."""
    return Run(**json.loads(path.read_text(encoding="utf-8")))


def drop(committed: Run, now: Evaluation, most: int = 10) -> str:
    """Return what was lost against a committed run and by which queries, in words; nothing when it is little."""
    figure = now.figures["ndcg@10"]
    if committed.ndcg - figure < TOLERATED:
        return ""
    texts = {result.query.id: result.query.text for result in now.results}
    lines = [
        f"  {change.before:.2f} → {change.now:.2f}  {change.query}  {texts[change.query]}"
        for change in changes(committed.per_query, now.per_query)[:most]
        if change.difference < 0
    ]
    head = f"nDCG@10 fell from {committed.ndcg:.3f} ({committed.date}) to {figure:.3f}; these queries lost most:"
    return "\n".join([head, *lines])
