"""The page that says why a result stands where it stands."""

import pytest

from search import explain
from search.explain import Explanation, Line, ResultExplained, WordExplained

pytestmark = pytest.mark.django_db

PAGE = "/beheer/zoeken/uitleg/"


@pytest.fixture
def explained(monkeypatch):
    """An explanation of two results, whatever the engine makes of the question: the page is the subject."""

    def result(rank, title, url):
        lines = (Line("taal", "taal (woorddeel)", "titel", 0.4, 0.123),)
        return ResultExplained(rank, title, "praktijk", url, 1.5, lines, (("kwaliteit", 1.1),), f"{title} staat hier.")

    words = (WordExplained("taalcafé", ("taalcafe", "taal", "cafe"), "telt minder als deel"),)
    results = (result(1, "Praatcafé", "/praatcafe/"), result(2, "Huiswerkklas", "/huiswerkklas/"))
    answer = Explanation("taalcafé", words, "Alle woorden", results)
    monkeypatch.setattr(explain, "explain", lambda q, limit=10: answer, raising=False)


def test_words_and_results_are_explained(as_editor, entries, explained):
    page = as_editor.get(PAGE, {"q": "taalcafé"}).content.decode()
    for text in ("taalcafe, taal, cafe", "telt minder als deel", "Alle woorden", "Praatcafé staat hier.", "0,123"):
        assert text in page
    assert "× 1,10" in page


def test_one_result_can_be_asked_for(as_editor, entries, explained):
    page = as_editor.get(PAGE, {"q": "taalcafé", "item": "huiswerkklas"}).content.decode()
    assert "Huiswerkklas staat hier." in page
    assert "Praatcafé staat hier." not in page
    page = as_editor.get(PAGE, {"q": "taalcafé", "item": "/niets/"}).content.decode()
    assert "staat niet bij de eerste 50" in page


@pytest.mark.parametrize("q", ["", " ", "x" * 300, "' & | ! <-> :*", "\N{SPEAKER}"])
def test_any_question_is_answered(as_editor, q):
    assert as_editor.get(PAGE, {"q": q}).status_code == 200
