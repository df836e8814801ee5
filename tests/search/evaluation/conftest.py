"""A collection of five documents in the layout of BEIR."""

import json
from pathlib import Path

import pytest

DOCUMENTS = (
    ("d1", "Taalcafé", "Elke week oefenen nieuwkomers Nederlands in de bibliotheek."),
    ("d2", "Brugfiguren op school", "Een brugfiguur praat met ouders. De school en de ouders leren elkaar kennen."),
    ("d3", "Ouders", "Ouders koken samen op school."),
    ("d4", "Buurtkeuken", "Buren koken een maaltijd en eten die samen op, elke week."),
    ("d5", "", "Fietslessen voor wie nooit leerde fietsen."),
)
QUERIES = (
    ("q1", "ouders school"),
    ("q2", "nederlands oefenen"),
    ("q3", "fietslessen buurt"),
    ("q4", "zwembad"),
    ("unjudged", "koken"),
)
JUDGEMENTS = (
    ("q1", "d2", 2),
    ("q1", "d3", 3),
    ("q1", "d1", 0),
    ("q2", "d1", 3),
    ("q3", "d5", 2),
    ("q3", "d4", 1),
    ("q4", "elsewhere", 1),
)


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    """The folder of that collection; tests may spoil it."""
    corpus = [{"_id": key, "title": title, "text": text} for key, title, text in DOCUMENTS]
    queries = [{"_id": key, "text": text} for key, text in QUERIES]
    for name, rows in (("corpus", corpus), ("queries", queries)):
        (tmp_path / f"{name}.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    lines = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in JUDGEMENTS)]
    (tmp_path / "qrels" / "test.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path
