"""What was made of rows that editors keep: once per process, until one of those rows changes in any process."""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model

from portal.kept import version_of
from portal.moment import of_this_moment

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """Something made of the rows of `models`; each time it is asked for, one small query tells whether it still holds.

    Two threads that find it out of date both make it: that costs a moment, and neither gets the old one.
    """

    def __init__(self, make: Callable[[], Made], *models: Callable[[], type[Model]]) -> None:
        self.make, self.models = make, models
        self._kept: tuple[str, Made] | None = None

    @property
    def tables(self) -> dict[str, type[Model]]:
        """Return the models by the name of their table."""
        return {model()._meta.db_table: model() for model in self.models}

    def version(self) -> str:
        """Return what tells one state of the rows from another, in one query."""
        return self._version(_read(self.tables))

    def __call__(self) -> Made:
        """Return it, made anew when something changed."""
        return self.at(_read(self.tables))

    def at(self, rows: dict[str, Any]) -> Made:
        """Return it for the versions of its tables, read before."""
        version = self._version(rows)
        kept = self._kept
        if kept is None or kept[0] != version:
            kept = self._kept = (version, self.make())
        return kept[1]

    def _version(self, rows: dict[str, Any]) -> str:
        return repr([rows[table] for table in sorted(self.tables)])


def together(*several: Kept[Any]) -> tuple[Any, ...]:
    """Return what several hold, with one query for all of them.

    Each is made anew only when its own rows changed.
    """
    rows = _read({table: model for kept in several for table, model in kept.tables.items()})
    return tuple(kept.at(rows) for kept in several)


def _read(tables: dict[str, type[Model]]) -> dict[str, Any]:
    def read() -> dict[str, Any]:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(version_of(model) for model in tables.values()))
            return {row[0]: row for row in cursor.fetchall()}

    return of_this_moment(("kept", *sorted(tables)), read)
