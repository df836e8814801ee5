"""Bringing the rows of a data file into the database: new ones at once, others only where nobody edited them.

New rows are written by `bulk_create`: hundreds of rows take a handful of queries, and nothing listens to each of them.
Whoever keeps something in step with these models (search) compares once, when loading is over.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from portal.loading import Report, digest_of


@dataclass(frozen=True)
class Row:
    """What a file says of one row, checked: fields, many-to-many relations, and rows that belong to it."""

    key: str
    values: Mapping[str, Any]
    relations: Mapping[str, list[Any]] = field(default_factory=dict)
    children: Mapping[str, list[Any]] = field(default_factory=dict)
    """Unsaved instances by reverse relation, without their parent."""


def load_rows(report: Report, model: type[models.Model], key: str, rows: Iterable[Row]) -> dict[str, Any]:
    """Create the rows that are new, let others follow the file when no person edited them, or keep them.

    `key` names the field that `Row.key` is the value of. Returns all rows of the model by key.
    """
    known: dict[str, Any] = {getattr(row, key): row for row in model._default_manager.all()}
    new: list[tuple[Any, Row]] = []
    changed: list[tuple[Any, Row]] = []
    for row in rows:
        fresh = digest_of({**row.values, **row.relations, **_plain_children(model, row.children)})
        stored = known.get(row.key)
        if stored is None:
            known[row.key] = model(**{key: row.key, "loaded_digest": fresh}, **row.values)
            new.append((known[row.key], row))
        elif stored.loaded_digest == fresh:
            report.unchanged += 1
        elif stored.loaded_digest == _digest_of_stored(stored, row):
            stored.loaded_digest = fresh
            changed.append((stored, row))
        else:
            report.kept.append(row.key)
    report.created += len(new)
    report.updated += len(changed)
    _create(model, new)
    for instance, row in changed:
        _update(instance, row)
    return known


def _digest_of_stored(stored: Any, row: Row) -> str:
    """Return the digest that what is stored would have, of the parts that the file speaks of."""
    children = {name: list(getattr(stored, name).all()) for name in row.children}
    return digest_of(
        {
            **{name: getattr(stored, name) for name in row.values},
            **{name: list(getattr(stored, name).all()) for name in row.relations},
            **_plain_children(type(stored), children),
        }
    )


def _plain_children(model: type[models.Model], children: Mapping[str, list[Any]]) -> dict[str, list[str]]:
    """Return what the rows of child relations say, in an order of their own: without automatic key and parent."""
    plain = {}
    for name, rows in children.items():
        parent = _parent_field(model, name)
        plain[name] = sorted(
            json.dumps(
                [
                    getattr(row, column.attname)
                    for column in row._meta.concrete_fields
                    if not isinstance(column, models.AutoField) and column.name != parent
                ],
                default=str,
            )
            for row in rows
        )
    return plain


def _parent_field(model: type[models.Model], relation: str) -> str:
    """Return the name of the foreign key behind a reverse relation."""
    reverse: Any = model._meta.get_field(relation)
    return str(reverse.field.name)


def _create(model: type[models.Model], new: list[tuple[Any, Row]]) -> None:
    """Write all new rows, then their relations, then what belongs to them: one query for each."""
    model._default_manager.bulk_create([instance for instance, _ in new])
    links: dict[Any, list[Any]] = defaultdict(list)
    belonging: dict[type[models.Model], list[Any]] = defaultdict(list)
    for instance, row in new:
        for name, related in row.relations.items():
            relation: Any = model._meta.get_field(name)
            through = relation.remote_field.through
            here, there = relation.m2m_field_name(), relation.m2m_reverse_field_name()
            links[through] += [through(**{here: instance, there: other}) for other in related]
        for name, children in row.children.items():
            for child in children:
                setattr(child, _parent_field(model, name), instance)
                belonging[type(child)].append(child)
    for target, instances in {**links, **belonging}.items():
        target._default_manager.bulk_create(instances)


def _update(instance: Any, row: Row) -> None:
    """Write one changed row as an editor would, with what is related and what belongs to it."""
    for name, value in row.values.items():
        setattr(instance, name, value)
    instance.save()
    for name, related in row.relations.items():
        getattr(instance, name).set(related)
    for name, children in row.children.items():
        manager = getattr(instance, name)
        manager.all().delete()
        manager.set(children, bulk=False)
