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

    def version(self) -> str:
        """Return what tells one state of the rows from another, in one query."""
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(version_of(model()) for model in self.models))
            rows: list[Any] = cursor.fetchall()
        return repr(sorted(rows))

    def __call__(self) -> Made:
        """Return it, made anew when something changed."""
        version = of_this_moment(self, self.version)
        if self._kept is None or self._kept[0] != version:
            self._kept = (version, self.make())
        return self._kept[1]
