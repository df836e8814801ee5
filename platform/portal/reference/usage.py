"""How often a vocabulary term is used, whichever app refers to it."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models import Count


def _relations(model: type[models.Model]) -> list[Any]:
    """Return the fields of other models that refer to `model`, also those without a way back (`related_name="+"`).

    The relations are asked of the model itself, so a feature that starts to use a vocabulary is counted without being
    named here. The hidden table behind a many-to-many relation is counted as that relation.
    """
    relations: list[Any] = [field for field in model._meta.get_fields(include_hidden=True) if field.auto_created]
    return [
        relation.field
        for relation in relations
        if relation.is_relation and not relation.related_model._meta.auto_created
    ]


def usage_count(term: models.Model) -> int:
    """Count the rows of other models that refer to `term`, published or not."""
    return usage_counts(type(term), [term.pk]).get(term.pk, 0)


def usage_counts(model: type[models.Model], keys: Iterable[int]) -> dict[int, int]:
    """Count the rows that refer to each of `keys`, with one query for each relation, however many keys there are."""
    keys = list(keys)
    counts: dict[int, int] = dict.fromkeys(keys, 0)
    for field in _relations(model):
        rows = field.model._base_manager.filter(**{f"{field.name}__in": keys}).order_by()
        for key, number in rows.values_list(field.name).annotate(Count("pk", distinct=True)):
            counts[key] += number
    return counts
