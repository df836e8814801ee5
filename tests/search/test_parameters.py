"""What is read of an address."""

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from search.parameters import LONGEST_QUERY, MOST_VALUES, Order, SearchParameters, read_parameters


def read(query: str) -> SearchParameters:
    return read_parameters(QueryDict(query))


def test_a_whole_request_is_read() -> None:
    asked = read(
        "q=taal+oefenen&soort=praktijk&soort=aanbod&thema=taal&gemeente=71016&voorbij=1&sorteer=nieuwste&pagina=3"
    )

    assert asked == SearchParameters(
        q="taal oefenen",
        kinds=("praktijk", "aanbod"),
        themes=("taal",),
        municipalities=("71016",),
        with_past=True,
        order=Order.NEWEST,
        page=3,
    )


def test_an_address_says_what_was_read_and_nothing_more() -> None:
    query = "q=taal&soort=praktijk&soort=aanbod&thema=taal&voorbij=1&sorteer=nieuwste&pagina=3"

    assert read(query).query_string() == query
    assert read("q=&soort=&voorbij=0&sorteer=relevantie&pagina=1&utm_source=x").query_string() == ""


@pytest.mark.parametrize(
    ("value", "page"),
    [
        ("2", 2),
        ("0", 1),
        ("-3", 1),
        ("abc", 1),
        ("1e9", 1),
        ("", 1),
        ("²", 1),
        ("٣", 1),
        ("1.5", 1),
        ("1" + "0" * 20, 1000),
    ],
)
def test_a_page_is_a_number_within_reason(value: str, page: int) -> None:
    assert read_parameters(_query(pagina=[value])).page == page


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("  taal \t\n oefenen  ", "taal oefenen"),
        ("taal\x00oefenen", "taal oefenen"),
        ("taal\ud800", "taal"),
        ("\ue000taal\ue001", "taal"),
        ("x" * 20_000, "x" * LONGEST_QUERY),
        (" " * 20_000 + "taal", ""),
    ],
)
def test_a_question_is_short_and_readable(typed: str, read_as: str) -> None:
    assert read_parameters(_query(q=[typed])).q == read_as


def test_values_that_are_no_codes_do_not_count_and_there_are_not_too_many() -> None:
    values = ["Praktijk", "a b", "", "x" * 100, "'; DROP TABLE", "taal", "taal", *(f"waarde-{n}" for n in range(1000))]

    themes = read_parameters(_query(thema=values)).themes

    assert themes[:2] == ("taal", "waarde-0")
    assert len(themes) == len(set(themes)) == MOST_VALUES


@given(
    st.dictionaries(
        st.sampled_from(["q", "soort", "thema", "gemeente", "pagina", "sorteer", "voorbij"]), st.lists(st.text())
    )
)
def test_whatever_stands_in_the_address_is_read(values: dict[str, list[str]]) -> None:
    asked = read_parameters(_query(**values))

    assert read(asked.query_string()) == asked


def _query(**values: list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, given_values in values.items():
        query.setlist(name, given_values)
    return query
