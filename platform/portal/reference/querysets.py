"""Reading vocabularies."""

from collections.abc import Iterable
from typing import Any, Self

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from portal.reference.usage import KeptWhileUsedQuerySet


class TermQuerySet(KeptWhileUsedQuerySet):
    """Terms of one vocabulary."""

    def selectable(self, *, keeping: Iterable[Any] = ()) -> Self:
        """Terms that may be chosen: not ended, or among the keys that an item has already (`keeping`)."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=localdate()) | Q(pk__in=list(keeping)))


class ThemeQuerySet(TermQuerySet):
    """Themes."""

    def in_tree(self) -> Self:
        """Each main theme with its sub-themes behind it."""
        main = Coalesce("parent__sort", "sort")
        return self.select_related("parent").order_by(main, F("parent__sort").asc(nulls_first=True), "sort", "label")
