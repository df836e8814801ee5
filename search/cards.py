"""Cards kept with the entries, so that a page of results is drawn without asking the items themselves."""

import typing
from dataclasses import asdict, is_dataclass, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any

from portal.cards import Card
from search.words import readable


def pack(card: Card) -> dict[str, Any]:
    """Return a card as a JSON field takes it (with Django's encoder, for days and translated words)."""
    return asdict(replace(card, title=readable(card.title), text=readable(card.text)))


def unpack(packed: dict[str, Any]) -> Card:
    """Return the card that was packed; what a later version of cards knows no more is left out."""
    return typing.cast(Card, _unpacked(Card, packed))


@cache
def _types(of: type) -> dict[str, Any]:
    return typing.get_type_hints(of)


def _unpacked(kind: Any, packed: Any) -> Any:
    if packed is None:
        return None
    origin = typing.get_origin(kind)
    if origin is tuple:
        return tuple(_unpacked(typing.get_args(kind)[0], item) for item in packed)
    if origin in (UnionType, typing.Union):
        return _unpacked(next(option for option in typing.get_args(kind) if option is not NoneType), packed)
    if is_dataclass(kind):
        types = _types(typing.cast(type, kind))
        values = {name: _unpacked(types[name], value) for name, value in packed.items() if name in types}
        return typing.cast(Any, kind)(**values)
    return date.fromisoformat(packed) if kind is date else packed
