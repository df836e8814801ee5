"""How often a row is used, whichever app refers to it; and rows that stay while they are used."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count
from django.utils.text import capfirst
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Usage:
    """How many items of one kind refer to a row."""

    kind: str
    """Name of the kind in the plural: *Praktijken*."""
    count: int


def _relations(model: type[models.Model]) -> list[Any]:
    """Return the fields of other models that refer to `model`, also those without a way back (`related_name="+"`).

    The relations are asked of the model itself, so a feature that starts to use a vocabulary is counted without being
    named here. The hidden table behind a many-to-many relation is counted as that relation; what would go with the row
    (one-to-one, cascade) is part of it and no use of it.
    """
    relations: list[Any] = [field for field in model._meta.get_fields(include_hidden=True) if field.auto_created]
    return [
        relation.field
        for relation in relations
        if relation.is_relation
        and not relation.one_to_one
        and not relation.related_model._meta.auto_created
        and getattr(relation, "on_delete", None) is not models.CASCADE
    ]


def usage_counts(model: type[models.Model], keys: Iterable[Any]) -> dict[Any, int]:
    """Count the rows that refer to each of `keys`, with one query for each relation, however many keys there are."""
    counts = dict.fromkeys(keys, 0)
    for field in _relations(model):
        rows = field.model._base_manager.filter(**{f"{field.name}__in": list(counts)}).order_by()
        for key, number in rows.values_list(field.name).annotate(Count("pk", distinct=True)):
            counts[key] += number
    return counts


def usage_by_kind(row: models.Model) -> list[Usage]:
    """Count the rows that refer to `row` by kind, published or not; kinds without any are left out."""
    counts: dict[str, int] = {}
    for field in _relations(type(row)):
        kind = capfirst(str(field.model._meta.verbose_name_plural))
        counts[kind] = counts.get(kind, 0) + field.model._base_manager.filter(**{field.name: row}).distinct().count()
    return [Usage(kind, count) for kind, count in sorted(counts.items()) if count]


class KeptWhileUsed(models.Model):
    """A row that cannot be deleted while anything refers to it.

    Foreign keys are PROTECT in the database too; many-to-many relations are guarded here, for one row and in
    `KeptWhileUsedQuerySet` for many.
    """

    class Meta:
        abstract = True

    def usage_count(self) -> int:
        """How many items, of any kind and published or not, refer to this row."""
        return usage_counts(type(self), [self.pk])[self.pk]

    def reason_to_keep(self) -> str:
        """Say why the row must stay, or nothing when nobody refers to it."""
        if count := self.usage_count():
            return _("“%(row)s” wordt %(count)s keer gebruikt en kan dus niet verwijderd worden.") % {
                "row": self,
                "count": count,
            }
        return ""

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete the row, or raise `ValidationError` with how often it is used."""
        if reason := self.reason_to_keep():
            raise ValidationError(reason)
        return super().delete(*args, **kwargs)


class KeptWhileUsedQuerySet(models.QuerySet):  # type: ignore[type-arg]  # used for every such model
    """Rows that cannot be deleted while anything refers to them."""

    def delete(self) -> Any:
        """Delete the rows, or none of them when one is used."""
        for row in self:
            if reason := row.reason_to_keep():
                raise ValidationError(reason)
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]  # no `objects.delete()`, as in Django
