"""What is read of an address."""

import datetime

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from portal.finding.definitions import FacetDefinition
from portal.finding.listings import NEWEST, RELEVANCE, ListingDefinition
from portal.finding.vocabularies import Choice, fixed
from search.parameters import LAST_PAGE, LONGEST_QUERY, State, read_state

VALUES = {"soort": ("praktijk", "aanbod"), "thema": ("taal", "werk")}
LIST = ListingDefinition(
    facets=tuple(FacetDefinition(name, name, fixed(**dict.fromkeys(values, ""))) for name, values in VALUES.items()),
    sorts=(RELEVANCE, NEWEST),
    has_period=True,
    has_map=True,
    switches=("voorbij", "archief"),
)
CHOICES = {name: tuple(Choice(value, value) for value in values) for name, values in VALUES.items()}


def read_query(query: QueryDict) -> State:
    return read_state(LIST, query, "/zoeken/", CHOICES, LIST.sorts)


def read(query: str) -> State:
    return read_query(QueryDict(query))


def test_a_whole_request_is_read() -> None:
    asked = read(
        "q=taal+oefenen&soort=aanbod&soort=praktijk&thema=taal&van=2026-01-31&tot=2026-05-01"
        "&voorbij=1&archief=1&sorteer=nieuwste&weergave=kaart&pagina=3"
    )

    assert asked == State(
        path="/zoeken/",
        q="taal oefenen",
        values={"soort": ("praktijk", "aanbod"), "thema": ("taal",)},
        since=datetime.date(2026, 1, 31),
        until=datetime.date(2026, 5, 1),
        switches=("voorbij", "archief"),
        sort="nieuwste",
        view="kaart",
        page=3,
    )


def test_an_address_says_what_was_read_and_nothing_more() -> None:
    query = "q=taal&soort=praktijk&soort=aanbod&thema=taal&van=2026-01-31&voorbij=1&sorteer=nieuwste&pagina=3"

    assert read(query).address == f"/zoeken/?{query}"
    assert read("q=&soort=&voorbij=0&sorteer=relevantie&weergave=lijst&pagina=1&utm_source=x").address == "/zoeken/"


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
        ("1" + "0" * 20, LAST_PAGE),
    ],
)
def test_a_page_is_a_number_within_reason(value: str, page: int) -> None:
    assert read_query(_query(pagina=[value])).page == page


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
    assert read_query(_query(q=[typed])).q == read_as


def test_only_values_that_exist_are_read_once_and_in_their_own_order() -> None:
    values = ["werk", "taal", "taal", "Taal", "a b", "", "x" * 100, "'; DROP TABLE", *(f"t{n}" for n in range(1000))]

    assert read_query(_query(thema=values)).values["thema"] == ("taal", "werk")


@pytest.mark.parametrize(
    ("since", "until", "period"),
    [
        ("2026-02-03", "", ("2026-02-03", None)),
        ("3/2/2026", "", ("2026-02-03", None)),
        ("3-2-2026", "03.02.2026", ("2026-02-03", "2026-02-03")),
        ("2026", "2026", ("2026-01-01", "2026-12-31")),
        ("2026-02", "2026-02", ("2026-02-01", "2026-02-28")),
        ("2026-12", "2026-12", ("2026-12-01", "2026-12-31")),
        ("2027", "2025", ("2025-01-01", "2027-12-31")),  # the wrong way round
        ("gisteren", "2026-13", (None, None)),
        ("2026-02-30", "31/4/2026", (None, None)),
        ("0000", "9999", (None, None)),
        ("0001-01-01", "9999-12-31", ("0001-01-01", "9999-12-31")),
        ("٢٠٢٦", "2" * 1000, (None, None)),
        ("2026-02-03\x00", "-1", (None, None)),
    ],
)
def test_a_day_is_read_as_people_write_it(since: str, until: str, period: tuple[str | None, str | None]) -> None:
    state = read_query(_query(van=[since], tot=[until]))

    assert tuple(day and day.isoformat() for day in (state.since, state.until)) == period


@given(
    st.dictionaries(
        st.sampled_from(["q", "soort", "thema", "van", "tot", "pagina", "sorteer", "weergave", "voorbij"]),
        st.lists(st.text() | st.sampled_from(["1", "2026", "2025-13", "1/2/2026", "0001", "9999-12", "praktijk"])),
    )
)
def test_whatever_stands_in_the_address_is_read(values: dict[str, list[str]]) -> None:
    asked = read_query(_query(**values))

    assert read(asked.address.partition("?")[2]) == asked


def _query(**values: list[str]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, given_values in values.items():
        query.setlist(name, given_values)
    return query
