"""Loading data files: faults that name file, row, column and rule, and rows that never overwrite what people edited.

A loader reads its whole file and checks every row before it writes any (portal.loaded_rows); all loaders of one command
share one transaction, so a fault changes nothing. Each loaded row remembers a digest of the values it was loaded with.
A row whose values still match that digest was not touched by people and may follow its file; any other is kept as it is
and reported.
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models


class DataFault(Exception):  # noqa: N818  a fault of the data, not an error of the program
    """A data file cannot be loaded; the message names file, row, column and rule."""

    def __init__(self, file: Path | str, row: int | str, column: str, rule: str) -> None:
        self.file, self.row, self.column, self.rule = str(file), row, column, rule
        where = f"{Path(file).name}, row {row}" + (f", {column}" if column else "")
        super().__init__(f"{where}: {rule}")


@dataclass
class Report:
    """What one loader did."""

    name: str
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    """Rows that differ from the file because somebody edited them: left as they are."""

    def __str__(self) -> str:
        parts = [f"{self.created} new", f"{self.updated} updated", f"{self.unchanged} unchanged"]
        if self.kept:
            parts.append(f"{len(self.kept)} kept as edited ({', '.join(self.kept[:5])}{' …' if self.kept[5:] else ''})")
        return f"{self.name}: " + ", ".join(parts)


class LoadedModel(models.Model):
    """A row that may come from a data file."""

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True


def read_text(file: Path) -> str:
    """Return the text of a data file, or raise `DataFault` when it is missing or not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataFault(file, "-", "", "the file is missing") from error
    except UnicodeDecodeError as error:
        raise DataFault(file, "-", "", f"the file is not UTF-8 (byte {error.start})") from error


def read_json(file: Path) -> Any:
    """Return the content of a JSON file, or raise `DataFault` with the line of the fault."""
    try:
        return json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise DataFault(file, error.lineno, "", f"not JSON: {error.msg}") from error


def read_csv(file: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    """Return the rows of a CSV file that has at least `columns`; rows are counted from 2, as an editor shows them."""
    reader = csv.DictReader(read_text(file).splitlines())
    if missing := [column for column in columns if column not in (reader.fieldnames or [])]:
        raise DataFault(file, 1, missing[0], "the column is missing")
    rows = list(reader)
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            raise DataFault(file, number, "", "the row has another number of cells than the header")
    return rows


def check_rows(file: Path, rows: Any, *, key: str, required: Iterable[str]) -> list[dict[str, Any]]:
    """Return `rows` when it is a list of objects that each have `required` and a `key` of their own."""
    if not isinstance(rows, list):
        raise DataFault(file, "-", "", "the file does not hold a list")
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict):
            raise DataFault(file, number, "", "the row is not an object")
        for column in (key, *required):
            if column not in row:
                raise DataFault(file, number, column, "the column is missing")
        if row[key] in seen:
            raise DataFault(file, number, key, f"{row[key]!r} stands in row {seen[row[key]]} too")
        seen[row[key]] = number
    return rows


@dataclass(frozen=True)
class Codes:
    """Looks up the rows of one model by code, and names the fault when there is none."""

    file: Path
    rows: Mapping[str, Any]

    @classmethod
    def of(cls, file: Path, model: type[models.Model], key: str = "code") -> "Codes":
        """Read all rows of `model` once."""
        return cls(file, {getattr(row, key): row for row in model._default_manager.all()})

    def one(self, code: str | None, *, row: int | str, column: str) -> Any:
        """Return the row for `code`; None for None."""
        if code is None:
            return None
        if code not in self.rows:
            raise DataFault(self.file, row, column, f"{code!r} is not a known code")
        return self.rows[code]

    def many(self, codes: Iterable[str], *, row: int | str, column: str) -> list[Any]:
        """Return the rows for `codes`, in their order."""
        return [self.one(code, row=row, column=column) for code in codes]


def digest_of(values: Mapping[str, Any]) -> str:
    """Return a digest of values as JSON; model instances count by their key, lists of them in any order."""

    def plain(value: Any) -> Any:
        if isinstance(value, models.Model):
            return value.pk
        if isinstance(value, list | tuple):
            return (
                sorted((plain(item) for item in value), key=str)
                if any(isinstance(i, models.Model) for i in value)
                else value
            )
        return value

    text = json.dumps({name: plain(value) for name, value in values.items()}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def check_values(file: Path, row: int | str, model: type[models.Model], values: Mapping[str, Any]) -> None:
    """Raise `DataFault` for the first of `values` that its field refuses: its form, length, choice or range."""
    asked = {f.name: values[f.name] for f in model._meta.concrete_fields if f.name in values and not f.is_relation}
    try:
        model(**asked).clean_fields(exclude=[f.name for f in model._meta.concrete_fields if f.name not in asked])
    except ValidationError as error:
        column, messages = next(iter(error.message_dict.items()))
        raise DataFault(file, row, column, " ".join(messages)) from error
