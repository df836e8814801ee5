"""Reading what can be found: asked here by features, answered by search, which registers itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.cards import Card
from portal.finding.listings import COMING, NEWEST, Listing, ListingDefinition


@dataclass(frozen=True)
class Found:
    """The first of what was asked for."""

    cards: tuple[Card, ...] = ()
    values: tuple[frozenset[str], ...] = ()
    """What each of them has."""
    total: int = 0


class Reader(Protocol):
    """What search promises."""

    def listing(self, definition: ListingDefinition, request: HttpRequest, path: str) -> Listing:
        """Return a list as the address asks for it."""

    def export(self, definition: ListingDefinition, request: HttpRequest, path: str) -> HttpResponseBase | None:
        """Return the list as the file or feed that the address asks for, or nothing when it asks for a page."""

    def find(
        self,
        kind: str,
        having: Mapping[str, tuple[str, ...]],
        *,
        order: str,
        near: tuple[tuple[str, ...], ...],
        limit: int,
    ) -> Found:
        """Return the first items of a kind."""

    def counts(self, kind: str, time: str) -> Mapping[str, int]:
        """Return how many items of a kind have each value; asked once in one moment."""


_readers: list[Reader] = []


def register_reader(reader: Reader) -> None:
    """Let `reader` answer from now on."""
    _readers[:] = [reader]


def read_listing(definition: ListingDefinition, request: HttpRequest, *, path: str) -> Listing:
    """Return the list that the address asks for; `path` is its address without parameters."""
    return _readers[0].listing(definition, request, path)


def export_listing(definition: ListingDefinition, request: HttpRequest, *, path: str) -> HttpResponseBase | None:
    """Return all of a list as a file or a feed, when the address asks for one; else nothing."""
    return _readers[0].export(definition, request, path)


def find(
    kind: str,
    having: Mapping[str, tuple[str, ...]],
    *,
    order: str = NEWEST.name,
    near: tuple[tuple[str, ...], ...] = (),
    limit: int,
) -> Found:
    """Return the first items of a kind that have, per key of `having`, at least one of its values.

    `near` are tiers for the order *zoals mijn gemeente*, the nearest first: values that an item has all.
    """
    return _readers[0].find(kind, having, order=order, near=near, limit=limit)


def counts(kind: str, *, time: str = COMING) -> Mapping[str, int]:
    """Return how many public items of a kind have each value (`thema:werk`): those of its listing without filters."""
    return _readers[0].counts(kind, time)


def counts_by(facet: str, kind: str, *, time: str = COMING) -> dict[str, int]:
    """Return how many public items of a kind have each value of one facet, without its name: `{"werk": 3}`."""
    start = f"{facet}:"
    return {value.removeprefix(start): n for value, n in counts(kind, time=time).items() if value.startswith(start)}


def total(kind: str) -> int:
    """Return how many public items of a kind there are."""
    return counts(kind).get(f"soort:{kind}", 0)
