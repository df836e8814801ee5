"""Texts to words with places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.tokens import LONGEST_WORD, folded, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Samen leven in de stad", "samen:0 leven:1 in:2 de:3 stad:4"),
        ("gender/diversiteit", "gender:0 diversiteit:1"),
        ("het O.C.M.W. en het ocmw", "het:0 ocmw:1 en:2 het:3 ocmw:4"),
        ("o.c.m.w.", "ocmw:0"),
        ("Einde. Begin", "einde:0 begin:1"),
        ("NT-2", "nt-2:0 nt2:0 nt:0 2:1"),
        ("in Sint-Niklaas wonen", "in:0 sint-niklaas:1 sintniklaas:1 sint:1 niklaas:2 wonen:3"),
        ("co-ouderschap", "co-ouderschap:0 coouderschap:0 co:0 ouderschap:1"),
        ("taal- en buurtwerk", "taal:0 en:1 buurtwerk:2"),
        ("’s avonds in ’t café", "avonds:0 in:1 café:2"),
        ("foto’s van Anna's auto's", "foto:0 van:1 anna:2 auto:3"),
        ("65+'ers", "65:0 ers:1"),
        ("'quoted' “woorden”", "quoted:0 woorden:1"),
        ("ĲSSE en ĳs", "ijsse:0 en:1 ijs:2"),
        ("€ 46.800 of 0,4 VTE", "46800:0 of:1 0,4:2 vte:3"),
        ("1.250.000 inwoners in 2025", "1250000:0 inwoners:1 in:2 2025:3"),
        ("www.vvsg.be", "www:0 vvsg:1 be:2"),
        ("iemand@voorbeeld.be", "iemand:0 voorbeeld:1 be:2"),
        ("zacht\u00adafbreken", "zachtafbreken:0"),
        ("cafe\u0301", "café:0"),
        ("a_b", "a:0 b:1"),
        ("مرحبا 🙂 你好", "مرحبا:0 你好:1"),
        ("' & | ! <-> :*", ""),
        ("", ""),
        ("\x00a\x00b\ud800", "a:0 b:1"),
    ],
)
def test_a_text_is_read_into_words(text: str, found: str) -> None:
    assert " ".join(f"{word.text}:{word.position}" for word in words(text)) == found


def test_places_follow_each_other_whatever_the_hyphens() -> None:
    places = [word.position for word in words("een-twee-drie vier 's vijf-zes")]

    assert sorted(set(places)) == list(range(6))


def test_a_word_has_an_end() -> None:
    assert [len(word.text) for word in words("x" * 20_000)] == [LONGEST_WORD]


@pytest.mark.parametrize(
    ("word", "plain"), [("café", "cafe"), ("coördinatie", "coordinatie"), ("één", "een"), ("taal", "taal")]
)
def test_accents_are_folded(word: str, plain: str) -> None:
    assert folded(word) == plain


@given(st.text())
def test_every_text_has_words_that_can_be_stored(text: str) -> None:
    for word in words(text):
        assert word.text == word.text.strip() != ""
        assert "\x00" not in word.text
        word.text.encode()
