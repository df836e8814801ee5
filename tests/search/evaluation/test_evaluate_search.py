"""manage.py evaluate_search."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.entries import Entry
from search.evaluation import runs
from search.evaluation.rankers import NAMES
from tests.factories.pages import PracticePageFactory
from tests.search.evaluation.test_baselines import temporary_tables

pytestmark = pytest.mark.django_db


def evaluate(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command("evaluate_search", *arguments, stdout=out, stderr=options.pop("stderr", StringIO()), **options)
    return out.getvalue()


def test_json_is_one_line_with_exactly_the_promised_names(beir: Path) -> None:
    answer = evaluate("--engine", "stock-or", "--collection", beir, "--json")

    assert answer.count("\n") == 1
    figures = json.loads(answer)
    assert list(figures) == ["engine", "queries", "ndcg@10", "recall@50", "empty_share", "ci95"]
    # Of the four queries with an answer one finds both documents, two the only one or the best, one nothing.
    assert figures["engine"] == "stock-or"
    assert figures["queries"] == 4
    assert figures["empty_share"] == 0.25
    assert figures["recall@50"] == pytest.approx((1 + 1 + 0.5 + 0) / 4)
    # (2 + 3/log2 3) / (3 + 2/log2 3), 1, 2 / (2 + 1/log2 3) and 0, in four digits.
    assert figures["ndcg@10"] == pytest.approx((0.9134 + 1 + 0.7602 + 0) / 4, abs=1e-4)
    low, high = figures["ci95"]
    assert low <= figures["ndcg@10"] <= high


@pytest.mark.parametrize("name", NAMES)
def test_a_collection_touches_no_entry_and_leaves_nothing_behind(beir: Path, name: str) -> None:
    practice = PracticePageFactory(title="Ouders op school")
    before, tables = list(Entry.objects.values()), connection.introspection.table_names()

    evaluate("--engine", name, "--collection", beir)

    assert list(Entry.objects.values()) == before != []
    assert practice.title in {row["title"] for row in before}
    assert connection.introspection.table_names() == tables
    assert temporary_tables() == []


def test_it_leaves_nothing_behind_when_a_collection_breaks_off(beir: Path) -> None:
    with (beir / "corpus.jsonl").open("a") as file:
        file.write("{}\n")

    with pytest.raises(CommandError, match=r"corpus.jsonl, line 6: has no text under “_id”"):
        evaluate("--engine", "stock-and", "--collection", beir)
    assert temporary_tables() == []


def test_the_table_names_each_engine_and_progress_goes_elsewhere(beir: Path, tmp_path: Path) -> None:
    said = StringIO()

    answer = evaluate(
        "--engine",
        "stock-and",
        "--engine",
        "bm25",
        "--collection",
        beir,
        "--per-query",
        tmp_path / "q.tsv",
        stderr=said,
    )

    assert [line.split()[0] for line in answer.splitlines()[1:]] == ["engine", "stock-and", "bm25"]
    assert "1 judged documents are not among the 5" in said.getvalue()
    head, *lines = (tmp_path / "q.tsv").read_text().splitlines()
    assert head.startswith("engine\tquery\t")
    assert [line.split("\t")[:2] for line in lines][:5] == [["stock-and", f"q{n}"] for n in (1, 2, 3, 4)] + [
        ["bm25", "q1"]
    ]


def test_a_site_without_the_starter_content_says_so() -> None:
    with pytest.raises(CommandError, match=r"The site lacks .* load the starter content"):
        evaluate("--engine", "bm25")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--half", "final"], "asked once, by make evaluate-final"),
        (["--half", "final", "--save"], "asked once, by make evaluate-final"),
        (["--half", "final", "--final-once", "--per-query", "x.tsv"], "would use it up"),
        (["--final-once"], "goes with --half final"),
        (["--collection", ".", "--save"], "leave --collection out"),
        (["--collection", ".", "--half", "final", "--final-once"], "leave --collection out"),
        (["--collection", "nowhere"], "corpus.jsonl is missing"),
    ],
)
def test_what_would_spoil_the_halves_is_refused(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        evaluate(*arguments)


def test_the_final_half_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "final.json"
    path.write_text("{}")
    monkeypatch.setattr("search.management.commands.evaluate_search.FINAL", path)

    with pytest.raises(CommandError, match="measured already"):
        evaluate("--half", "final", "--final-once")


def test_no_run_is_kept_of_a_site_with_other_content() -> None:
    PracticePageFactory()
    before = runs.TUNING.read_bytes()

    with pytest.raises(CommandError, match="1 entries are something else"):
        evaluate("--save")
    assert runs.TUNING.read_bytes() == before
