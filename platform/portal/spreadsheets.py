"""Tables as files for a spreadsheet, which take nothing in them for a formula.

Excel with the settings of Belgium separates on a semicolon, and reads UTF-8 only behind a byte order mark: then a
double click on the file opens it in columns, with accents. LibreOffice, Numbers and Google Sheets read it as well.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.http import StreamingHttpResponse

SEPARATOR = ";"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
FORMULA = tuple(
    "=+-@\t\r\n\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}"
)
"""What a cell that is run begins with (OWASP, *CSV injection*)."""
NO_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff]+")


class _Line:
    """A file that hands back what is written to it, so that a table is never whole in memory."""

    def write(self, text: str) -> str:
        return text


def formula_safe(text: str) -> str:
    """Return a text that a spreadsheet takes for a text, whatever sign it begins with."""
    return f"'{text}" if text.startswith(FORMULA) else text


def cell(value: Any) -> str:
    """Return a value as one line of text without control signs, safe to open."""
    return formula_safe(" ".join(NO_TEXT.sub(" ", "" if value is None else str(value)).split()))


def csv_lines(rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Yield the lines of a file, headings first; every cell between quotes, so that no sign in it ends it."""
    writer: Any = csv.writer(_Line(), delimiter=SEPARATOR, quoting=csv.QUOTE_ALL)
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([cell(value) for value in row])  # what `_Line.write` returned


def csv_file(name: str, rows: Iterable[Iterable[Any]]) -> StreamingHttpResponse:
    """Answer with a table as the file `name`, sent while it is made; search engines leave it alone."""
    return StreamingHttpResponse(
        csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"},
    )
