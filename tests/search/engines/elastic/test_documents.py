"""What the index gets of an entry's words: read from a `tsvector`, as PostgreSQL writes it."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.engines.elastic.documents import NO_WORD, words_of
from search.engines.postgresql.lexemes import GAP, LAST_PLACE, vectors
from search.engines.scoring import PLACES, rank_of
from search.query.vocabulary import current_analyser

WEIGHTS = [PLACES[place] for place in "DCBA"]


def exact(body: str) -> list[str]:
    return words_of(body)[1]


def stems(body: str) -> list[str]:
    return words_of(body)[2]


def test_every_lexeme_has_the_rank_of_its_places() -> None:
    rank, *_ = words_of("'p_werk':3 's_buurt':1A,5,9C 'x_buurt':1A")

    assert rank == {"p_werk": rank_of("D"), "s_buurt": rank_of("ADC"), "x_buurt": rank_of("A")}


def test_words_stand_in_a_line_in_the_order_of_their_places() -> None:
    assert exact("'x_buurt':3 'x_de':2 'x_in':1A") == ["in de buurt"]
    assert stems("'s_buurt':2 's_sterk':1 'x_sterke':1 'x_buurten':2") == ["sterk buurt"]


def test_parts_of_compounds_stand_in_no_line() -> None:
    assert words_of("'p_taal':1 'x_taalcafé':1")[1:] == (["taalcafé"], [NO_WORD])


def test_a_place_without_a_word_stays_one_place() -> None:
    assert exact("'x_buurt':4 'x_sterk':1") == [f"sterk {NO_WORD} {NO_WORD} buurt"]
    assert stems("'s_sterk':1 'x_sterk':1 'x_de':2") == [f"sterk {NO_WORD}"]


def test_another_part_of_a_document_is_another_line() -> None:
    assert exact(f"'x_een':1A,{1 + GAP} 'x_twee':{2 + GAP}") == ["een", "een twee"]
    assert exact(f"'x_een':1A 'x_twee':{GAP}") == ["een" + f" {NO_WORD}" * (GAP - 2) + " twee"]


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("'x_café':2 'x_cafe':2 'x_het':1", ["het cafe", "het café"]),
        ("'x_co':1 'x_co-ouder':1 'x_coouder':1 'x_ouder':2", ["co ouder", "coouder ouder", "co-ouder ouder"]),
    ],
    ids=["accents", "hyphen"],
)
def test_each_further_form_at_a_place_has_a_line_and_the_first_line_is_what_a_phrase_asks(
    body: str, lines: list[str]
) -> None:
    assert exact(body) == lines


def test_quotes_and_strokes_in_a_lexeme_are_those_of_the_word() -> None:
    rank, lines, _ = words_of(r"'x_a''b':1 'x_c\\d':2 'x_''''':3")

    assert set(rank) == {"x_a'b", r"x_c\d", "x_''"}
    assert lines == [r"a'b c\d ''"]


def test_where_postgresql_counts_no_further_words_follow_nothing() -> None:
    rank, lines, _ = words_of(f"'x_een':{LAST_PLACE - 1} 'x_twee':{LAST_PLACE}A 'x_drie':{LAST_PLACE}")

    assert lines == ["een"]
    assert set(rank) == {"x_een", "x_twee", "x_drie"}


def test_what_has_no_words_has_none() -> None:
    assert words_of("") == ({}, [], [])


SOME = ("taal", "Taalcafés", "co-ouder", "café", "o.c.m.w.", "d'Artagnan", "van", "buurten", "2026", "'")
WORDS = st.sampled_from(SOME)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=4).map("\n".join)


@pytest.mark.django_db
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXTS, summary=TEXTS, text=TEXTS)
def test_ranks_are_those_that_postgresql_gives(title: str, summary: str, text: str) -> None:
    _, vector = vectors({"A": title, "B": summary, "D": text}, current_analyser())
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::tsvector::text", [vector])
        (body,) = cursor.fetchone()
        cursor.execute(
            "SELECT lexeme, ts_rank(%s::real[], vector, quote_literal(lexeme)::tsquery) "
            "FROM (SELECT %s::tsvector AS vector) AS given, unnest(vector)",
            [WEIGHTS, vector],
        )
        theirs = dict(cursor.fetchall())

    assert words_of(body)[0] == pytest.approx(theirs, rel=1e-5)
