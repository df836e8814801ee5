"""The judged queries: whole, about items that exist, and split by the rule that their README states."""

import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
JUDGEMENTS = ROOT / "search" / "evaluation" / "judgements"
AT_LEAST = {
    "compound": 20,
    "abbreviation": 15,
    "typo": 15,
    "municipality": 15,
    "question": 15,
    "operator": 10,
    "topic": 1,
}
SEED = "20261125"
SHOWN = ("title", "name", "label", "summary", "description", "what", "result", "difficulties")


def read_json(path: str) -> Any:
    return json.loads((ROOT / path).read_text(encoding="utf-8"))


def items() -> Iterator[tuple[str, dict[str, Any]]]:
    """Give every item of the starter content under the id that judgements use for it."""
    for kind, path in (
        ("praktijk", "practices/starter/practices.json"),
        ("richtlijn", "practices/guidelines/starter/guidelines.json"),
        ("aanbod", "practices/offers/starter/offers.json"),
        ("evenement", "networks/events/starter/events.json"),
        ("evenement", "networks/events/starter/examples.json"),
        ("pagina", "platform/portal/pages/data/pages.json"),
    ):
        for row in read_json(path):
            yield f"{kind}:{row['id']}", row
    vocabularies = read_json("platform/portal/reference/data/themes.json")
    programmes = read_json("platform/portal/reference/data/programmes.json")
    for kind, rows in (
        ("thema", vocabularies["themes"]),
        ("netwerk", vocabularies["reference_regions"]),
        ("actie", programmes["actions"]),
    ):
        for row in rows:
            yield f"{kind}:{row['code']}", row
    for row in read_json("platform/portal/organisations/starter/organisations.json"):
        if row["municipality"] is None:
            yield f"organisatie:{row['id']}", row
    with (ROOT / "platform/portal/organisations/data/municipalities.csv").open(encoding="utf-8") as file:
        for municipality in csv.DictReader(file):
            yield f"gemeente:{municipality['nis']}", municipality


@pytest.fixture(scope="module")
def corpus() -> dict[str, dict[str, Any]]:
    return dict(items())


@pytest.fixture(scope="module")
def queries() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (JUDGEMENTS / "queries.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def judgements() -> list[tuple[str, str, str]]:
    lines = (JUDGEMENTS / "qrels.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "query-id\tcorpus-id\tscore"
    return [(query, item, score) for query, item, score in (line.split("\t") for line in lines[1:])]


def test_every_query_is_whole_and_asked_once(queries: list[dict[str, Any]]) -> None:
    assert len({query["_id"] for query in queries}) == len(queries)
    assert len({query["text"].casefold() for query in queries}) == len(queries)
    for query in queries:
        assert set(query) - {"expects_nothing"} == {"_id", "text", "category", "intent", "half"}, query["_id"]
        assert query["text"].strip() == query["text"] != "", query["_id"]
        assert query["intent"].endswith("."), query["_id"]
        assert query["half"] in ("tuning", "final"), query["_id"]
        assert query.get("expects_nothing", True) is True, query["_id"]


def test_there_are_enough_queries_of_each_category(queries: list[dict[str, Any]]) -> None:
    counts = Counter(query["category"] for query in queries)
    assert set(counts) == set(AT_LEAST)
    assert {category: counts[category] for category in AT_LEAST if counts[category] < AT_LEAST[category]} == {}
    assert len(queries) >= 132


def test_every_judgement_is_about_a_query_and_an_item_that_exist(
    corpus: dict[str, dict[str, Any]], queries: list[dict[str, Any]], judgements: list[tuple[str, str, str]]
) -> None:
    assert {query for query, _, _ in judgements} - {query["_id"] for query in queries} == set()
    assert {item for _, item, _ in judgements} - set(corpus) == set()


def test_grades_run_from_one_to_three_and_nothing_is_judged_twice(judgements: list[tuple[str, str, str]]) -> None:
    assert {score for _, _, score in judgements} == {"1", "2", "3"}
    assert [pair for pair, times in Counter((query, item) for query, item, _ in judgements).items() if times > 1] == []


def test_every_query_has_an_answer_unless_it_says_that_there_is_none(
    queries: list[dict[str, Any]], judgements: list[tuple[str, str, str]]
) -> None:
    best: dict[str, int] = defaultdict(int)
    for query, _, score in judgements:
        best[query] = max(best[query], int(score))
    assert [
        query["text"]
        for query in queries
        if (best[query["_id"]] > 0 if "expects_nothing" in query else best[query["_id"]] < 2)
    ] == []


def test_the_halves_follow_from_the_rule_and_are_equal(queries: list[dict[str, Any]]) -> None:
    assert len({sum(query["half"] == half for query in queries) for half in ("tuning", "final")}) == 1
    for category in AT_LEAST:
        ordered = sorted(
            (query for query in queries if query["category"] == category),
            key=lambda query: hashlib.sha256(f"{SEED}:{query['_id']}".encode()).hexdigest(),
        )
        by_turns = [("tuning", "final")[number % 2] for number in range(len(ordered))]
        assert [query["half"] for query in ordered] == by_turns, category


def test_what_a_query_excludes_is_not_an_answer(
    corpus: dict[str, dict[str, Any]], queries: list[dict[str, Any]], judgements: list[tuple[str, str, str]]
) -> None:
    excluded = {query["_id"]: re.findall(r"(?:^|\s)-(\w+)", query["text"]) for query in queries}
    assert sum(bool(words) for words in excluded.values()) >= 5
    assert [
        (query, item)
        for query, item, _ in judgements
        for word in excluded[query]
        if word.casefold() in " ".join(str(corpus[item].get(name) or "") for name in SHOWN).casefold()
    ] == []
