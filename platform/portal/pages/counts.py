"""How many pages stand behind each term: numbers for portal.counting, each in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce


def by(pages: QuerySet[Any], path: str) -> Mapping[str, int]:
    """Return the number of `pages` for each value at `path` (`actions__code`), each page once."""
    rows = pages.order_by().exclude(**{path: None}).values_list(path)
    return dict(rows.annotate(number=Count("pk", distinct=True)))


def by_theme(pages: QuerySet[Any]) -> Mapping[str, int]:
    """Return the number of `pages` for each theme; a main theme counts its sub-themes too, each page once."""
    of_main = _numbers(pages.annotate(code=Coalesce("themes__parent__code", "themes__code")).exclude(code=None))
    of_sub = _numbers(pages.annotate(code=Coalesce("themes__code", None)).exclude(themes__parent=None))
    return dict(of_main.union(of_sub))


def _numbers(pages: QuerySet[Any]) -> QuerySet[Any, tuple[Any, ...]]:
    return pages.order_by().values_list("code").annotate(number=Count("pk", distinct=True))
