"""Numbers, money and dates as readers see them."""

from datetime import date
from decimal import Decimal

import pytest

from portal import wording


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("46800"), "€\N{NO-BREAK SPACE}46.800"),
        (Decimal("46800.00"), "€\N{NO-BREAK SPACE}46.800"),
        (Decimal("12.5"), "€\N{NO-BREAK SPACE}12,50"),
        (0, "€\N{NO-BREAK SPACE}0"),
        (None, ""),
    ],
)
def test_money_is_written_as_in_belgium(value: Decimal | None, text: str) -> None:
    assert wording.euro(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(42152, "42.152"), (7, "7"), (Decimal("0.40"), "0,4"), (Decimal("1E+3"), "1.000"), (0, "0"), (None, "")],
)
def test_numbers_group_thousands_and_have_a_decimal_comma(value: Decimal | None, text: str) -> None:
    assert wording.dutch_number(value) == text


@pytest.mark.parametrize(
    ("octets", "text"),
    [(13, "1 kB"), (38_400, "38 kB"), (999_400, "999 kB"), (999_600, "1 MB"), (1_240_000, "1,2 MB"), (None, "")],
)
def test_the_size_of_a_file_is_short(octets: int | None, text: str) -> None:
    assert wording.file_size(octets).replace("\N{NO-BREAK SPACE}", " ") == text


def test_a_day_is_written_in_full() -> None:
    assert wording.long_date(date(2027, 2, 11)) == "donderdag 11 februari 2027"
    assert wording.long_date(None) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2024-05", "mei 2024"),
        ("2024", "2024"),
        ("2024-05-12", "12 mei 2024"),
        (" 2024-05 ", "mei 2024"),
        ("2024-13", "2024-13"),
        ("2023-02-30", "2023-02-30"),
        ("najaar 2023", "najaar 2023"),
        ("", ""),
    ],
)
def test_the_date_of_a_source_is_as_precise_as_the_source(value: str, text: str) -> None:
    assert wording.source_date(value) == text


@pytest.mark.parametrize(("number", "text"), [(1, "1 gemeente"), (0, "0 gemeenten"), (1204, "1.204 gemeenten")])
def test_a_count_agrees_with_its_word(number: int, text: str) -> None:
    assert wording.counted(number, "gemeente", "gemeenten") == text


def test_lines_are_those_that_say_something_without_typed_bullets() -> None:
    assert wording.lines("- Eén vast gezicht\n\n • Sleutels \r\n-5 graden\n") == [
        "Eén vast gezicht",
        "Sleutels",
        "-5 graden",
    ]
    assert wording.lines(None) == []
