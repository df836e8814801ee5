"""Reading vocabularies."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate


class TermQuerySet(models.QuerySet):  # type: ignore[type-arg]  # used for every vocabulary
    """Terms of one vocabulary."""

    def selectable(self) -> Self:
        """Terms that may still be chosen: not ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=localdate()))

    def delete(self) -> Any:
        """Delete the terms one by one, so that a used term refuses here too."""
        for term in self:
            term.refuse_when_used()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]  # no `objects.delete()`, as in Django
