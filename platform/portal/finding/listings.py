"""A list of what can be found, as its feature defines it and as its page draws it.

A section defines its listing once and reads it in its view; `/zoeken/` is such a list too, of everything:

    PRACTICES = ListingDefinition(kind="praktijk", facets=(THEME, …), sorts=(NEWEST, TITLE), like_mine=True)
    listing = read_listing(PRACTICES, request, path=page.get_url(request))

What somebody types in the address is only ever compared with what the definition knows: an unknown value is not there,
a page beyond the last is the last one. Several values of one facet widen the list, several facets narrow it; the counts
of a facet are those of the list without that facet, so that each says what checking it would give.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal.cards import Card, Link, PlaceMap
from portal.facets import Facet, Option
from portal.finding.definitions import FacetDefinition
from portal.navigation.trails import Pages

PAGE_SIZE = 10
COMING, PAST, ALL = "komend", "voorbij", "alle"
"""Which of the things that happen a list shows; what does not happen on a day is always there."""
PAST_SWITCH, ARCHIVE_SWITCH = "voorbij", "archief"
"""Parameters that add what is over, and what is in the archive."""


@dataclass(frozen=True)
class Sort:
    """An order of a list."""

    name: str
    """As it stands in addresses."""
    label: Any
    by: str = ""
    """How search calls it (search.engines.protocol.Order), when that is not its name."""
    first: str = ""
    """A value (`uitgever:agii`) that comes before all others."""


RELEVANCE = Sort("relevantie", _("Relevantie"))
NEWEST = Sort("nieuwste", _("Nieuwste"))
TITLE = Sort("titel", _("Titel"))
LIKE_MINE = Sort("zoals-mijn-gemeente", _("Zoals mijn gemeente"))


@dataclass(frozen=True)
class ListingDefinition:
    """What a list holds, and what it can be filtered and sorted by."""

    facets: tuple[FacetDefinition, ...]
    sorts: tuple[Sort, ...]
    """The first is the default; with words, relevance is."""
    kind: str = ""
    """The only kind in it (`portal.searchable`); without one it holds everything."""
    page_size: int = PAGE_SIZE
    like_mine: bool = False
    """Compare with *mijn gemeente*."""
    has_period: bool = False
    """Can be narrowed to days from and until."""
    has_map: bool = False
    noun: tuple[Any, Any] = (_("resultaat"), _("resultaten"))
    """What it counts, one and several."""
    time: str = COMING
    switches: tuple[str, ...] = ()
    fixed: tuple[tuple[str, str], ...] = ()
    """Parameters that every address of this list has."""


@dataclass(frozen=True)
class Row:
    """One result."""

    card: Card
    values: frozenset[str] = frozenset()
    """What it has: `thema:werk`."""
    title: SafeString | str = ""
    """With what was looked for marked; empty when nothing was."""
    excerpts: tuple[SafeString, ...] = ()
    is_promoted: bool = False
    """Put first by an editor."""


@dataclass(frozen=True)
class Notice:
    """A sentence about the results, with a way back when something was done that nobody asked."""

    text: str
    link: Link | None = None
    end: str = ""
    """What stands behind the link: a question mark."""
    is_offer: bool = False
    """Something to do, rather than something to know: *Bedoelde je …?*"""


@dataclass(frozen=True)
class Listing:
    """A list as asked for, ready to draw."""

    path: str
    q: str
    total: int
    title: str
    """How many of what, for the heading."""
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    switches: tuple[Facet, ...]
    chips: tuple[Link, ...]
    clear: Link
    """To the same list without filters."""
    sort_options: tuple[Option, ...]
    sort: str
    """The name of the order that it stands in."""
    pages: Pages
    hidden_in_filters: tuple[tuple[str, str], ...]
    """What the form of filters keeps: words, order, view, and filters that it does not draw."""
    hidden_in_sort: tuple[tuple[str, str], ...]
    hidden_in_words: tuple[tuple[str, str], ...]
    list_url: str
    """The same results as rows."""
    map_url: str
    is_plain: bool
    """The first page without filters, words or another order: the one that search engines may show."""
    is_map: bool = False
    map: PlaceMap | None = None
    places: tuple[Link, ...] = ()
    """Beside the map: each municipality with its number of results, and the way to them."""
    without_place: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    """How many of the results have each value."""
    is_estimate: bool = False
    """The counts are no exact numbers."""
    is_complete: bool = True
    """False when there was no time to find and count all."""
    notices: tuple[Notice, ...] = ()
    """What the reader must know of how these results came about."""
    past: Link | None = None
    """To the same results with what is over, when that was left out."""
    archived: Link | None = None
    """To the same results with what is in the archive, when that was left out."""
    near: tuple[Link, ...] = ()
    """When nothing was found: what would find something, with how much that is."""
    file: Link | None = None
    """To all results as a file for a spreadsheet; the note says when these are only the first."""
    feed: Link | None = None
    """To the newest results as a feed, with its title; absent when it would need to know who follows it."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of the rows."""
        return tuple(row.card for row in self.rows)
