"""Cards kept with the entries, so that a page of results is drawn without asking the items themselves."""

import typing
from collections.abc import Callable
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any

from portal.cards import Card
from search.words import readable

Reader = Callable[[Any], Any]


def pack(card: Card) -> dict[str, Any]:
    """Return a card as a JSON field takes it (with Django's encoder, for days and translated words)."""
    return asdict(replace(card, title=readable(card.title), text=readable(card.text)))


def unpack(packed: dict[str, Any]) -> Card:
    """Return the card that was packed; what a later version of cards knows no more is left out."""
    return typing.cast(Card, _unpacked(Card, packed))


def _unpacked(kind: Any, packed: dict[str, Any]) -> Any:
    names, readers = _fields(kind)
    values = {name: value for name, value in packed.items() if name in names}
    for name, read in readers.items():
        if values.get(name) is not None:
            values[name] = read(values[name])
    return kind(**values)


@cache
def _fields(kind: Any) -> tuple[frozenset[str], dict[str, Reader]]:
    """Return the names of the fields of a dataclass, and what reads those that JSON has otherwise."""
    types = typing.get_type_hints(kind)
    return frozenset(types), {name: read for name, of in types.items() if (read := _reader(of))}


def _reader(of: Any) -> Reader | None:
    origin, within = typing.get_origin(of), typing.get_args(of)
    if origin in (UnionType, typing.Union):
        return _reader(next(option for option in within if option is not NoneType))
    if origin is tuple:
        read = _reader(within[0])
        return (lambda packed: tuple(map(read, packed))) if read else tuple
    if is_dataclass(of):
        return partial(_unpacked, of)
    return date.fromisoformat if of is date else None
