"""The one definition of a facet: it feeds form, filter, counts, chips and addresses, on every list that has it.

Documents name their values by the facet (`SearchDocument.facets`); search finds, counts and draws them. A feature adds
its own facets to the search over everything in `AppConfig.ready()`:

    register_facet(FacetDefinition("kost", _("Kost"), choice_list(CostClass), order=40), by="practices")

Two features that register the same name share one facet, with the values of both: it is that of the lowest order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection
from django.utils.timezone import localdate
from django.utils.translation import get_language

from portal.finding.vocabularies import Choice, Vocabulary
from portal.kept import version_of

Choices = Mapping[str, tuple[Choice, ...]]
"""The values of each facet, by its name."""


@dataclass(frozen=True)
class FacetDefinition:
    """What a list can be filtered by."""

    name: str
    """Name of its parameter in the address (architecture: addresses and names)."""
    label: Any
    values: Vocabulary
    order: int = 100
    """Its place in the search over everything; a listing of one kind has an order of its own."""
    stored_as: str = ""
    """How documents call it, when that is not its name: *soort* of a listing is another thing than that of search."""
    is_open: bool = False
    is_drawn: bool = True
    """Drawn in the form; others are reached by links only, and keep their chip."""
    most: int = 0
    """Of a facet with very many values: only those with results are drawn, and at most so many."""

    def stored(self, value: str) -> str:
        """Return a value as documents have it: `thema:werk`."""
        return f"{self.stored_as or self.name}:{value}"


_registered: dict[str, dict[str, FacetDefinition]] = {}


def register_facet(facet: FacetDefinition, *, by: str) -> None:
    """Offer a facet in the search over everything; a second registration by the same feature replaces the first."""
    _registered.setdefault(facet.name, {})[by] = facet
    registered_facets.cache_clear()


@lru_cache(maxsize=1)
def registered_facets() -> tuple[FacetDefinition, ...]:
    """Return the facets of the search over everything, in their order."""
    joined = []
    for registered in _registered.values():
        first, *others = sorted(registered.values(), key=lambda facet: facet.order)
        values = first.values
        for other in others:
            values |= other.values
        joined.append(replace(first, values=values))
    return tuple(sorted(joined, key=lambda facet: (facet.order, facet.name)))


def read_choices(facets: Iterable[FacetDefinition]) -> Choices:
    """Return the values of `facets`: one query while their vocabularies stay the same."""
    facets = tuple(facets)
    watched = {model for facet in facets for model in facet.values.watched}
    stamp: tuple[Any, ...] = ()
    if watched:
        versions = [version_of(model) for model in sorted(watched, key=lambda model: model._meta.db_table)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(versions))
            stamp = tuple(sorted(cursor.fetchall()))
    # Labels are translated, and a programme ends at midnight.
    return _read(facets, stamp, get_language(), localdate())


@lru_cache(maxsize=32)
def _read(facets: tuple[FacetDefinition, ...], stamp: Any, language: str | None, day: date) -> Choices:
    return {facet.name: tuple(facet.values.read()) for facet in facets}
