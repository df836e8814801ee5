"""Reading municipalities and organisations."""

import re
from typing import Self

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject
from django.utils.text import slugify

from portal.reference.usage import KeptWhileUsedQuerySet

LONGEST_NAME = 60
"""More of a search text is not read: no name is longer."""


def name_slug(text: str) -> str:
    """Return a name as it stands in addresses, *st* written in full: *St. Truiden* becomes *sint-truiden*."""
    words = re.sub(r"[\W_]+", " ", text[:LONGEST_NAME])
    return re.sub(r"(^|-)st-", r"\1sint-", slugify(words))


class MunicipalityQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Municipalities of 2025."""

    def flemish(self) -> Self:
        """The 285 of the five Flemish provinces."""
        return self.exclude(province=None)

    def with_page(self) -> Self:
        """Municipalities with all that their page shows of themselves, in one query: `former` holds what they were."""
        former = self.model._meta.get_field("predecessors").related_model._default_manager
        rows = former.filter(successor=OuterRef("pk")).order_by("name")
        as_json = rows.values(row=JSONObject(name="name", slug="slug", ended_on="ended_on"))
        return self.select_related("province", "region", "size_class", "organisation", "outline").annotate(
            former_rows=ArraySubquery(as_json)
        )

    def matching(self, text: str) -> Self:
        """Municipalities that people mean with a name, a name of before a merger, a postcode or a NIS code.

        Names that begin with the text come first. Nothing matches a text without a letter or digit.
        """
        name = name_slug(text)
        if not name:
            return self.none()
        if name.isdigit():
            return self.filter(Q(postcodes__contains=[name]) | Q(nis=name))
        merged = self.model._default_manager.filter(predecessors__slug__contains=name)
        rank = Case(When(slug=name, then=Value(0)), When(slug__startswith=name, then=Value(1)), default=Value(2))
        found = self.filter(Q(slug__contains=name) | Q(pk__in=merged.values("pk")))
        return found.order_by(rank, *self.model._meta.ordering)

    def alike(self, municipality: models.Model) -> Self:
        """Municipalities of the same size class or in the same reference region, without the one itself."""
        same = Q(size_class=municipality.size_class_id)  # type: ignore[attr-defined]
        if municipality.region_id:  # type: ignore[attr-defined]
            same |= Q(region=municipality.region_id)  # type: ignore[attr-defined]
        return self.filter(same).exclude(pk=municipality.pk)


class OrganisationQuerySet(KeptWhileUsedQuerySet):
    """Organisations."""

    def other_than_municipalities(self) -> Self:
        """Organisations with a page of their own; a local authority has that of its municipality."""
        return self.filter(municipality=None)

    def matching(self, text: str) -> Self:
        """Organisations that people mean with a name, a KBO number, an OVO code, or whatever finds a municipality."""
        name = name_slug(text)
        if not name:
            return self.none()
        number = text.replace(".", "").replace(" ", "")[:LONGEST_NAME]
        municipalities = self.model._meta.get_field("municipality").related_model.objects.matching(text)
        return self.filter(
            Q(code__contains=name)
            | Q(sort_name__contains=text.strip()[:LONGEST_NAME].casefold())
            | Q(kbo=number, kbo__gt="")
            | Q(ovo__iexact=number, ovo__gt="")
            | Q(municipality__in=municipalities.order_by())
        )
