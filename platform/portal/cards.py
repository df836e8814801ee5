"""What is shown of an item outside its own page: flat values that any room can make and one template draws.

Features make a `Card` of their items; listings, slots, related items and search results draw cards without knowing
what they are about.
"""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Silhouette:
    """The outline of a municipality on a canvas of its own (decorative: the name stands beside it)."""

    path: str
    box: str
    """The `viewBox` of the SVG: left, top, width, height."""


@dataclass(frozen=True)
class Measure:
    """Cost, evidence or effort: an icon, its word, pips and the value in words."""

    icon: str
    label: str
    text: str
    """The value in words; *onbekend* when it is not known."""
    pips: int | None
    """Filled pips of three; None draws dashed pips for what is unknown."""


@dataclass(frozen=True)
class Badge:
    """A rung of the quality ladder."""

    value: int
    label: str


@dataclass(frozen=True)
class Tag:
    """A short state in words; `tone` is green, amber, red or nothing."""

    text: str
    tone: str = ""


@dataclass(frozen=True)
class Card:
    """An item in a list."""

    kind: str
    """Name of the kind in styles and icons: practice, guideline, offer, network, event, page, organisation …"""
    kind_label: str
    url: str
    title: str
    text: str = ""
    silhouettes: tuple[Silhouette, ...] = ()
    measures: tuple[Measure, ...] = ()
    place: str = ""
    badge: Badge | None = None
    tags: tuple[Tag, ...] = ()
    foot: tuple[str, ...] = ()
    """Short facts under the text: publisher, year, reason why it is shown."""
    day: date | None = None
    """Day of an event; draws a date box."""
    day_off: bool = False
    """The event is cancelled: title and day are struck."""
    is_example: bool = False


@dataclass(frozen=True)
class Fact:
    """A row of a list of facts: a word, and values that may be links."""

    label: str
    values: tuple["Link", ...]


@dataclass(frozen=True)
class Link:
    """Text with an address; without an address it is plain text."""

    text: str
    url: str = ""
    note: str = ""
    """Said behind the text in the second voice: a count, a date."""


@dataclass(frozen=True)
class Section:
    """A block that a feature puts in a slot: a heading with cards or links below it."""

    id: str
    title: str
    cards: tuple[Card, ...] = ()
    links: tuple[Link, ...] = ()
    more: Link | None = None
    empty: str = ""
    """What to say when there is nothing; without it an empty section is absent."""
    extra: dict[str, object] = field(default_factory=dict)
