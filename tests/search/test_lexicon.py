"""The lexicon: what is counted, and that counting stays quick whatever was there before."""

import pytest
from django.db import connection

from search.lexicon import Lexicon
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db


def test_the_planner_knows_how_many_words_there_are() -> None:
    """After a loading that was rolled back it would take all of them for one, and compare each with each."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_lexemecount")
    fill(document("Praatcafé", text="Oefenen in de bibliotheek."), document("Praatcafé aan zee"))

    number = Lexicon().refresh()

    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'search_lexemecount'")
        assert cursor.fetchone() == (number,)
        assert number > 10


def test_a_word_without_accents_is_written_as_most_write_it() -> None:
    fill(document("Praatcafé"), document("Praatcafé aan zee"), document("Een praatcafe"), document("De cohesie"))

    Lexicon().refresh()

    assert Lexicon().written("praatcafe") == "praatcafé"
    assert Lexicon().written("cohesie") == "cohesie"
