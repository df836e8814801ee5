"""Tables as files for a spreadsheet."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.spreadsheets import FORMULA, cell, csv_lines


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ('=HYPERLINK("https://x.example")', '\'=HYPERLINK("https://x.example")'),
        ("+32 2", "'+32 2"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1", "'=1"),
        ("\r\n=1", "'=1"),
        ("\x00=1", "'=1"),
        ("\ufeff=1", "'=1"),
        ("twee\r\nregels\x00en\tmeer", "twee regels en meer"),
        ("Praatcafé – 3 = 4", "Praatcafé – 3 = 4"),
        (None, ""),
    ],
)
def test_a_cell_is_one_line_and_no_formula(value: str | None, written: str) -> None:
    assert cell(value) == written


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_whatever_is_written_comes_back_in_its_cell_and_runs_nothing(rows: list[list[str]]) -> None:
    text = "".join(csv_lines(rows))
    read = list(csv.reader(text.removeprefix("\ufeff").splitlines(), delimiter=";"))

    assert text.encode()
    assert [len(row) for row in read] == [2] * len(rows)
    assert not any(value.startswith(FORMULA) for row in read for value in row)


def test_a_file_opens_in_columns_and_with_accents_in_excel_of_belgium() -> None:
    assert "".join(csv_lines([["Titel", "Thema's"], ["Café; of niet", 'Het "spel"']])).encode() == (
        b"\xef\xbb\xbf" + '"Titel";"Thema\'s"\r\n"Café; of niet";"Het ""spel"""\r\n'.encode()
    )
