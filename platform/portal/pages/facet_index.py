"""Who has which value: the pages of one listing as sets of bits, so that any combination of filters is counted at once.

A listing shows, beside every value of every facet, how many pages would be left. Asked of the database that is a query
a facet, each request; here it is one integer a value, with a bit for each page, and counting is `&` and `bit_count()`.

The index is kept in the cache under a stamp of what it was made of: the key of every visible page, the transaction
that last wrote each row and its place in the table (PostgreSQL's `xmin` and `ctid`), for the vocabularies too. What is
published, edited, hidden or renamed gives another stamp at once, in every process, and nothing needs to be told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import connection, models
from django.db.models import Func
from django.utils.timezone import localdate
from django.utils.translation import get_language

from portal.kept import version_of
from portal.pages.facet_choices import UNKNOWN, Choice, Vocabulary

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class FacetField:
    """The one definition of a facet: it feeds form, filter, counts, chips and links."""

    name: str
    """Name of its parameter in the address (architecture: addresses and names)."""
    label: Any
    path: str
    """From the page to the value: `themes__code`, `cost_class`, or the name of an annotation."""
    values: Vocabulary
    is_open: bool = False
    is_drawn: bool = True
    """Drawn in the form; others are reached by links only, and keep their chip."""


@dataclass(frozen=True)
class Sort:
    """An order of the list: the fields that it reads and the key that it makes of them, for ascending order."""

    name: str
    label: Any
    fields: tuple[str, ...]
    key: Callable[[Any], Any]


@dataclass(frozen=True)
class FacetIndex:
    """All visible pages of a listing by position, with a bit set of positions for each value of each facet."""

    pks: tuple[int, ...]
    choices: dict[str, tuple[Choice, ...]]
    sets: dict[str, dict[str, int]]
    orders: dict[str, tuple[int, ...]]

    @property
    def everything(self) -> int:
        """The set of all pages."""
        return (1 << len(self.pks)) - 1

    def having(self, facet: str, values: Iterable[str]) -> int:
        """Return the set of pages that have one of `values`."""
        found = 0
        for value in values:
            found |= self.sets[facet].get(value, 0)
        return found

    def in_order(self, pages: int, sort: str) -> list[int]:
        """Return the keys of the pages of a set, in the order of `sort`."""
        return [self.pks[position] for position in self.orders[sort] if pages >> position & 1]


class _RowVersion(Func):
    """A number that changes when a row is written: a hash of its key, of who wrote it and of where it stands."""

    template = 'hashtextextended(%(expressions)s || \':\' || "%(table)s".xmin || "%(table)s".ctid, 0)'
    output_field = models.BigIntegerField()


def _stamp(pages: models.QuerySet[Any], watched: Iterable[type[models.Model]]) -> str:
    """Return what tells one state of the pages and of the rows of `watched` from another, in one query."""
    versions = pages.order_by().values_list(_RowVersion("pk", table=pages.model._meta.db_table))
    rows, parameters = versions.query.sql_with_params()
    parts = [f"SELECT '', count(*), sum(version) FROM ({rows}) AS pages(version)"]  # noqa: S608  made by Django
    parts += [version_of(model) for model in set(watched)]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        return str(sorted(cursor.fetchall()))


def facet_index(
    name: str, pages: models.QuerySet[Any], facets: tuple[FacetField, ...], sorts: tuple[Sort, ...]
) -> FacetIndex:
    """Return the index of `pages`, from the cache unless something that it was made of changed.

    A request asks once: the counts and the cards of one page are of the same moment.
    """
    asked = _of_this_request.get()
    if asked is None:
        return _read(name, pages, facets, sorts)
    if name not in asked:
        asked[name] = _read(name, pages, facets, sorts)
    return asked[name]


_of_this_request: ContextVar[dict[str, FacetIndex] | None] = ContextVar("facet_indexes", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Read each index at most once inside this block (portal.pages.middleware)."""
    token = _of_this_request.set({})
    try:
        yield
    finally:
        _of_this_request.reset(token)


def _read(
    name: str, pages: models.QuerySet[Any], facets: tuple[FacetField, ...], sorts: tuple[Sort, ...]
) -> FacetIndex:
    stamp = _stamp(pages, (model for facet in facets for model in facet.values.watched))
    # Values and titles are translated, and a programme ends at midnight.
    key = f"facets:{name}:{get_language()}:{localdate()}"
    kept = cache.get(key)
    if kept and kept[0] == stamp:
        index: FacetIndex = kept[1]
        return index
    index = _build(pages, facets, sorts)
    cache.set(key, (stamp, index), KEPT_SECONDS)
    return index


def _build(pages: models.QuerySet[Any], facets: tuple[FacetField, ...], sorts: tuple[Sort, ...]) -> FacetIndex:
    pages = pages.order_by()
    own = [facet.path for facet in facets if not _is_many(pages, facet.path)]
    fields = dict.fromkeys(["pk", *own, *(field for sort in sorts for field in sort.fields)])
    rows = list(pages.values_list(*fields, named=True))
    positions = {row.pk: position for position, row in enumerate(rows)}

    pairs: dict[str, list[tuple[int, Any]]] = {path: [(row.pk, getattr(row, path)) for row in rows] for path in own}
    for paths in _by_relation(facet.path for facet in facets if facet.path not in own):
        for pk, *values in pages.values_list("pk", *paths):
            for path, value in zip(paths, values, strict=True):
                pairs.setdefault(path, []).append((pk, value))

    choices = {facet.name: tuple(facet.values.read()) for facet in facets}
    return FacetIndex(
        pks=tuple(positions),
        choices=choices,
        sets={facet.name: _sets(pairs.get(facet.path, []), positions, choices[facet.name]) for facet in facets},
        orders={sort.name: tuple(sorted(range(len(rows)), key=lambda at: sort.key(rows[at]))) for sort in sorts},
    )


def _is_many(pages: models.QuerySet[Any], path: str) -> bool:
    """Tell whether a page may have several values: the path passes a many-to-many relation first."""
    first = path.split("__", maxsplit=1)[0]
    return first not in pages.query.annotations and bool(pages.model._meta.get_field(first).many_to_many)


def _by_relation(paths: Iterable[str]) -> list[list[str]]:
    """Group paths by their relation, so that region, province and size are read in one query."""
    groups: dict[str, list[str]] = defaultdict(list)
    for path in dict.fromkeys(paths):
        groups[path.split("__")[0]].append(path)
    return list(groups.values())


def _sets(pairs: list[tuple[int, Any]], positions: dict[int, int], choices: tuple[Choice, ...]) -> dict[str, int]:
    """Return the bit set of each value; a page with a narrower value counts at the broader one too."""
    sets: dict[str, int] = defaultdict(int)
    for pk, value in pairs:
        if pk in positions:  # not published just now, between two queries
            sets[value or UNKNOWN] |= 1 << positions[pk]
    for choice in choices:
        if choice.parent:
            sets[choice.parent] |= sets[choice.value]
    return {choice.value: sets[choice.value] for choice in choices}
