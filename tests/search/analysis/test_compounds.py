"""Compounds are found by their parts; other words stay whole.

`compounds.txt` and `simple_words.txt` were split and judged by hand. The floors are those of the specification, not the
best that was reached.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.compounds import LINKS, Splitter
from search.analysis.lexicon import shipped_lexicon
from search.analysis.stems import stem

HERE = Path(__file__).parent
SPLITTER = Splitter(shipped_lexicon())


def lines(name: str) -> list[str]:
    return [line for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]


def stems(parts: list[str]) -> set[str]:
    return {stem(part, shipped_lexicon()) for part in parts}


def test_the_parts_of_compounds_are_found_with_few_others() -> None:
    found = parts = strays = compounds = 0
    for line in lines("compounds.txt"):
        pieces = line.split("+")
        expected = stems([piece for piece in pieces if piece not in LINKS])
        given_parts = stems(list(SPLITTER.parts("".join(pieces))))
        found += len(expected & given_parts)
        strays += len(given_parts - expected)
        parts += len(expected)
        compounds += 1

    assert found / parts >= 0.92, f"{found / parts:.3f} of {parts} parts found"
    assert strays / compounds <= 0.3, f"{strays / compounds:.3f} stray parts a compound"


def test_simple_words_stay_whole() -> None:
    words = " ".join(lines("simple_words.txt")).split()
    split = {word: parts for word in words if (parts := SPLITTER.parts(word))}

    assert len(split) / len(words) <= 0.02, split


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("taaloefenkansen", "taal oefen kansen"),
        ("brugfiguren", "brug figuren"),
        ("kinderopvang", "kind opvang"),
        ("vrijetijdscoördinator", "vrije tijd coördinator"),
        ("gemeenteraadsverkiezingen", "gemeenteraad gemeente raad verkiezingen"),
        ("huiswerkbegeleiding", "huiswerk huis werk begeleiding"),
        ("toeleidingstraject", "toeleiding traject"),
        ("voedselbedeling", "voedsel bedeling"),
        ("onderwijs", ""),
        ("weekend", ""),
        ("kloppen", ""),
        ("beklimmen", ""),
        ("waardering", ""),
        ("tongeren", ""),
        ("kortrijk", ""),
        ("de", ""),
        ("2025", ""),
        ("abc123def", ""),
    ],
)
def test_a_word_is_split(word: str, parts: str) -> None:
    assert SPLITTER.parts(word) == tuple(parts.split())


def test_a_part_that_editors_add_is_found_and_a_word_that_they_keep_stays_whole() -> None:
    assert SPLITTER.parts("zorgkringen") == ("zorg", "kringen")
    assert SPLITTER.parts("blobtraject") == ()

    splitter = Splitter(shipped_lexicon().with_words_of_editors(parts=["blob"], whole=["zorgkringen"]))

    assert splitter.parts("blobtraject") == ("blob", "traject")
    assert splitter.parts("zorgkringen") == ()


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzëéï", max_size=200))
def test_every_word_is_answered_with_parts_of_itself(word: str) -> None:
    assert all(part in word for part in SPLITTER.parts(word))


def test_a_word_made_to_be_slow_is_not() -> None:
    for word in ("en" * 30, "s" * 60, "ere" * 20, "taal" * 15):
        SPLITTER.parts(word)
