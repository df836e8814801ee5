"""What is shown of an item outside its own page: flat values that any room can make and one template draws.

Features make a `Card` of their items; listings, slots, related items and search results draw cards without knowing
what they are about.
"""

from dataclasses import dataclass
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
    within: "Fact | None" = None
    """The page that it is a part of, with a link in rows: *Bijlage bij: Praatcafé*."""


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
class Contact:
    """Who answers questions about an item: the service of its owner, or the source of what we summarised."""

    title: str
    service: str = ""
    organisation: Link | None = None
    silhouette: Silhouette | None = None
    note: str = ""
    source: Link | None = None
    places: tuple[Link, ...] = ()


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


@dataclass(frozen=True)
class Figure:
    """A number of a practice, as its source or its owner states it; never shown without its story."""

    value: str
    label: str
    """What was counted."""
    goal: str = ""
    """In words: *doel was 360*."""
    period: str = ""
    share: int | None = None
    """Length of the bar in hundredths of its track; None draws no bar."""
    goal_share: int | None = None
    """Place of the goal's tick on the same track."""


@dataclass(frozen=True)
class Score:
    """One factor of anchoring."""

    label: str
    short: str
    """One word, for the corner of the radar."""
    value: int | None
    """1 to 4; None is not filled in yet."""
    word: str = ""
    """The value in words: *Grotendeels*."""
    sentence: str = ""


@dataclass(frozen=True)
class MapPlace:
    """The outline of one municipality on a map, with its page."""

    path: str
    title: str
    url: str


@dataclass(frozen=True)
class MapGroup:
    """Municipalities that share a style: m0 to m3, member, past, mine or bxl."""

    name: str
    path: str = ""
    """The outlines without a link, joined to one path: a whole map is then a handful of elements."""
    places: tuple[MapPlace, ...] = ()


@dataclass(frozen=True)
class LegendEntry:
    """What a style of the map means."""

    name: str
    text: str


@dataclass(frozen=True)
class PlaceMap:
    """A map of municipalities; the list of the same things always stands beside it."""

    box: str
    """The `viewBox` of the SVG: left, top, width, height."""
    label: str
    groups: tuple[MapGroup, ...]
    legend: tuple[LegendEntry, ...] = ()
    is_cut: bool = False
    """Cut out of a larger map: what lies outside the view is not drawn."""

    @property
    def has_links(self) -> bool:
        """Tell whether the map is a group of links or one picture."""
        return any(group.places for group in self.groups)


@dataclass(frozen=True)
class Entrance:
    """One of the four ways in on the home page: what stands there, how much, and three useful doors."""

    kind: str
    """practice, guideline, network or offer: the colour of its rule."""
    title: str
    url: str
    count: str
    """How much there is, in words: *87 praktijken*."""
    line: str
    doors: tuple[Link, ...] = ()
