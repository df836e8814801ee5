"""How many pages stand behind each term: numbers for portal.counting, each in one query."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce


def by(pages: QuerySet[Any], path: str) -> Mapping[str, int]:
    """Return the number of `pages` for each value at `path` (`actions__code`), each page once."""
    rows = pages.order_by().values_list(path).annotate(number=Count("pk", distinct=True))
    return {value: number for value, number in rows if value is not None}


def by_theme(pages: QuerySet[Any]) -> Mapping[str, int]:
    """Return the number of `pages` for each theme; a main theme counts its sub-themes too, each page once."""
    page = pages.model._meta.model_name
    links = pages.model.themes.through.objects.filter(**{f"{page}__in": pages.order_by().values("pk")}).order_by()
    number = Count(page, distinct=True)
    of_main = links.values_list(Coalesce("theme__parent__code", "theme__code")).annotate(number=number)
    of_sub = links.filter(theme__parent__isnull=False).values_list("theme__code").annotate(number=number)
    return dict(of_main.union(of_sub))
