"""Words in one shape."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.words import normalised, readable


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("Café", "cafe"),
        ("coördinator", "coordinator"),
        ("ĲSSE", "ijsse"),
        ("o.c.m.w.", "ocmw"),
        ("het O.C.M.W. van", "het ocmw van"),
        ("N.T.2", "nt2"),
        ("Dat is zo. En dit ook.", "dat is zo. en dit ook."),
        ("gender/diversiteit", "gender diversiteit"),
        ("’s-Gravenvoeren", "'s-gravenvoeren"),
        ("„zo” en “zo” en «zo»", '"zo" en "zo" en "zo"'),
        ("a\x00b", "a b"),
        ("a\ud800b", "ab"),
        ("  veel \n\t wit  ", "veel wit"),
    ],
)
def test_a_text_gets_one_shape(text: str, shape: str) -> None:
    assert normalised(text) == shape


@given(st.text())
def test_the_shape_of_a_shape_is_the_same(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


@given(st.text())
def test_what_is_readable_can_be_stored(text: str) -> None:
    assert "\x00" not in readable(text)
    readable(text).encode()
