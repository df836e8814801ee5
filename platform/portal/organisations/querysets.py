"""Reading municipalities and organisations."""

from typing import Self

from django.db import models


class MunicipalityQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Municipalities of 2025."""

    def flemish(self) -> Self:
        """The 285 of the five Flemish provinces."""
        return self.exclude(province=None)


class OrganisationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Organisations."""
