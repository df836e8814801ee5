"""The vocabulary terms of one page, read in one query instead of one for each list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet, Value
from wagtail.models import Page

from portal.reference.models import Term

COLUMNS = ("pk", "code", "label", "sort")


def keys_in_memory(page: Page) -> dict[str, list[int]]:
    """Return the keys behind the relations that a draft holds in memory, and that its row does not have yet."""
    held = getattr(page, "_cluster_related_objects", None) or {}
    return {name: [row.pk for row in rows] for name, rows in held.items()}


def terms_of(page: Page, lists: Iterable[str], keys: Mapping[str, Iterable[int]] | None = None) -> dict[str, list[Any]]:
    """Return the terms of each many-to-many relation in `lists`, in the order of their vocabulary.

    `keys` go before what is in the database: those of a draft, unless others are given.
    """
    keys = keys_in_memory(page) if keys is None else keys
    relations: dict[str, Any] = {name: page._meta.get_field(name) for name in lists}
    found: dict[str, list[Term]] = {name: [] for name in relations}
    queries = [_terms(page, name, field, keys.get(name)) for name, field in relations.items()]
    for name, *values in queries[0].union(*queries[1:], all=True):
        found[name].append(relations[name].related_model(**dict(zip(COLUMNS, values, strict=True))))
    for terms in found.values():
        terms.sort(key=lambda term: (term.sort, term.label))
    return found


def _terms(page: Page, name: str, field: Any, keys: Iterable[int] | None) -> QuerySet[Any, tuple[Any, ...]]:
    belonging = {field.related_query_name(): page.pk} if keys is None else {"pk__in": list(keys)}
    return field.related_model._default_manager.filter(**belonging).order_by().values_list(Value(name), *COLUMNS)  # type: ignore[no-any-return]
