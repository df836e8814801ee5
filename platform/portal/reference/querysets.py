"""Reading vocabularies."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate


class TermQuerySet(models.QuerySet):  # type: ignore[type-arg]  # used for every vocabulary
    """Terms of one vocabulary."""

    def selectable(self) -> Self:
        """Terms that may still be chosen: not ended."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=localdate()))
