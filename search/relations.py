"""Which items mention a thing: asked of the models' own relations, so that no feature needs to tell.

A renamed theme, organisation or municipality, or an unpublished practice, changes the words and the row of results of
the items that refer to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from django.db.models import ForeignObjectRel, Model, QuerySet
from modelcluster.fields import ParentalKey

from portal.searchable import Searchable, searchable_of


@dataclass(frozen=True)
class Reference:
    """A relation from items that can be found, directly or through a row that belongs to one."""

    searchable: Searchable
    through: type[Model]
    field: str
    owner: str
    """Column of `through` that holds the item's key."""

    def ids(self, instance: Model) -> QuerySet[Any, Any]:
        """Return the keys of the items that refer to `instance`."""
        return self.through._base_manager.filter(**{self.field: instance}).values_list(self.owner, flat=True)


def referring_to(instance: Model) -> Iterator[tuple[Searchable, list[Any]]]:
    """Yield the items that can be found and refer to `instance`, per model."""
    found: dict[str, tuple[Searchable, set[Any]]] = {}
    for reference in references(type(instance)):
        _, ids = found.setdefault(reference.searchable.kind, (reference.searchable, set()))
        ids.update(reference.ids(instance))
    yield from ((searchable, sorted(ids)) for searchable, ids in found.values() if ids)


def named_by(instance: Model) -> Iterator[tuple[Searchable, list[Any]]]:
    """Yield the items of its own kind that `instance` names: what it replaces, what it is part of."""
    if searchable := searchable_of(type(instance)):
        named = {key for name in own_kind(type(instance)) if (key := getattr(instance, name))}
        if named:
            yield searchable, sorted(named)


@cache
def own_kind(model: type[Model]) -> tuple[str, ...]:
    """Return the columns in which an item names another of its own model: what it replaces, what it is part of."""
    return tuple(
        field.attname
        for field in model._meta.concrete_fields
        if field.related_model is model and field.remote_field and not field.remote_field.parent_link
    )


@cache
def references(model: type[Model]) -> tuple[Reference, ...]:
    """Return the relations by which items that can be found refer to `model`."""
    found: list[Reference] = []
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and relation.is_relation:
            found += _references(cast(ForeignObjectRel, relation))
    return tuple(found)


def _references(relation: ForeignObjectRel) -> Iterator[Reference]:
    other = relation.related_model
    field = relation.field
    if field.remote_field.parent_link or other._meta.auto_created:
        return
    if searchable := searchable_of(other):
        yield Reference(searchable, other, field.name, "pk")
        return
    for key in other._meta.fields:
        owner = searchable_of(key.related_model) if type(key) is ParentalKey and key.related_model else None
        if owner and key.name != field.name:
            yield Reference(owner, other, field.name, key.attname)
