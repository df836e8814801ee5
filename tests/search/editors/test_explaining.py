"""The page that says why a result stands where it stands."""

import pytest

pytestmark = pytest.mark.django_db

PAGE = "/beheer/zoeken/uitleg/"


def test_words_and_results_are_explained(as_editor, entries):
    page = as_editor.get(PAGE, {"q": "de huiswerkklas"}).content.decode()
    for text in ("huiswerkklas (stam)", "zo gewoon dat het niets zegt", "Staat op plaats 1.", "× 0,96"):
        assert text in page


def test_one_item_can_be_asked_for_whether_it_is_found_or_not(as_editor, entries):
    page = as_editor.get(PAGE, {"q": "praatcafé", "item": "huiswerkklas"}).content.decode()
    assert "Ontbreekt: “praatcafé”." in page
    assert "Staat op plaats 1." not in page
    page = as_editor.get(PAGE, {"q": "praatcafé", "item": "/niets/"}).content.decode()
    assert "Dit bestaat niet, of het is niet publiek." in page


@pytest.mark.parametrize("q", ["", " ", "x" * 300, "' & | ! <-> :*", "\N{SPEAKER}"])
def test_any_question_is_answered(as_editor, q):
    assert as_editor.get(PAGE, {"q": q}).status_code == 200
