"""Names as somebody begins to type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.names import LONGEST, MOST_STARTS, as_typed, beginnings


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Brugfiguren", [(True, "brugfiguren")]),
        ("Taal oefenen in Genk", [(True, "taal oefenen in genk"), (False, "oefenen in genk"), (False, "genk")]),
        ("In de wijk", [(True, "in de wijk"), (False, "wijk")]),
        ("Tongeren-Borgloon", [(True, "tongeren borgloon"), (False, "borgloon"), (True, "tongerenborgloon")]),
        ("Cursus NT-2", [(True, "cursus nt 2"), (False, "nt 2"), (False, "2"), (True, "cursus nt2"), (False, "nt2")]),
        ("Praatcafé (O.C.M.W.)", [(True, "praatcafe ocmw"), (False, "ocmw")]),
        ("gender/diversiteit", [(True, "gender diversiteit"), (False, "diversiteit")]),
        ("!?", []),
        ("", []),
    ],
)
def test_a_name_is_begun_at_any_of_its_words(name: str, found: list[tuple[bool, str]]) -> None:
    assert list(beginnings(name, {"in", "de"})) == found


@given(st.text())
def test_a_name_of_any_size_is_found_by_itself(text: str) -> None:
    found = list(beginnings(text, ()))

    assert len(found) <= 2 * MOST_STARTS
    assert all(0 < len(beginning) <= LONGEST for _, beginning in found)
    assert not as_typed(text) or any(is_whole and beginning == as_typed(text) for is_whole, beginning in found)
