"""What a question asks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.query.questions import LONGEST_TERM, MOST_TERMS, Term, read_question


def word(text: str) -> Term:
    return Term(text)


def quoted(text: str) -> Term:
    return Term(text, is_exact=True)


@pytest.mark.parametrize(
    ("q", "wanted", "unwanted"),
    [
        ("taal oefenen", [word("taal"), word("oefenen")], []),
        ('"buurt werk" taal', [quoted("buurt werk"), word("taal")], []),
        ("“buurt werk”", [quoted("buurt werk")], []),
        ("buurt -sport", [word("buurt")], [word("sport")]),
        ('buurt -"sport en spel"', [word("buurt")], [quoted("sport en spel")]),
        ("sint-niklaas", [word("sint-niklaas")], []),
        ("buurt - sport", [word("buurt"), word("sport")], []),
        ("gender/diversiteit", [word("gender"), word("diversiteit")], []),
        ("O.C.M.W.", [word("OCMW")], []),
        ("'s-Gravenvoeren", [word("s-Gravenvoeren")], []),
        ('buurt "werk', [word("buurt"), word("werk")], []),
        ('een "twee" drie"', [word("een"), quoted("twee"), word("drie")], []),
        ('""', [], []),
        ("' & | ! <-> :*", [], []),
        ("taal & oefenen | :* !", [word("taal"), word("oefenen")], []),
        ("--taal", [], [word("taal")]),
        ("-", [], []),
        ("🙂", [], []),
        ("مرحبا", [word("مرحبا")], []),
    ],
)
def test_a_question_is_read(q: str, wanted: list[Term], unwanted: list[Term]) -> None:
    question = read_question(q)

    assert list(question.wanted) == wanted
    assert list(question.unwanted) == unwanted


def test_the_name_is_the_whole_question() -> None:
    assert read_question('"Tongeren-Borgloon"').name == "tongeren-borgloon"
    assert read_question("  Stad   GENT ").name == "stad gent"


def test_a_question_is_finite() -> None:
    question = read_question("woord " * 1000)

    assert len(question.wanted) == MOST_TERMS
    assert len(read_question("x" * 5000).wanted[0].text) == LONGEST_TERM


@given(st.text())
def test_every_text_is_a_question(text: str) -> None:
    question = read_question(text)

    assert all(term.text and "\x00" not in term.text for term in (*question.wanted, *question.unwanted))
