"""How many pages stand behind each term: numbers for portal.counting, each in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet


def by(pages: QuerySet[Any], path: str) -> Mapping[str, int]:
    """Return the number of `pages` for each value at `path` (`actions__code`), each page once."""
    rows = pages.order_by().values_list(path).annotate(number=Count("pk", distinct=True))
    return {value: number for value, number in rows if value is not None}
