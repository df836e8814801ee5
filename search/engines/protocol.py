"""What an engine promises: every engine passes the same suite of tests (tests/search/engine_contract.py)."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from portal.cards import Card
from search.documents import EntryValues
from search.highlight import Excerpts
from search.query.plan import Plan, Rung

ENOUGH = 20
"""A looser rung is tried only when the stricter one gave fewer."""
MOST_COUNTED = 20_000
"""Above this number of matches totals and counts are estimates, and the page says so."""


class Order(StrEnum):
    """Orders of results."""

    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    TITLE = "titel"
    SOONEST = "eerstvolgende"
    """By the day it starts, first what comes first."""
    LATEST = "laatste"
    LIKE_MINE = "zoals-mijn-gemeente"
    """By how near an item's municipality is: the tiers of `Request.near`."""


class Time(StrEnum):
    """Which of the things that happen."""

    COMING = "komend"
    """And whatever does not happen on a day."""
    PAST = "voorbij"
    ALL = "alle"


@dataclass(frozen=True)
class Request:
    """What an engine is asked. Facet values are written in full: `thema:werk`."""

    plan: Plan = field(default_factory=Plan)
    scope: tuple[str, ...] = ()
    """Values of which every result has one, whatever the filters: a listing of one kind gives `soort:praktijk`."""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per filter that is on: values of which a result has at least one."""
    time: Time = Time.COMING
    with_archived: bool = False
    since: date | None = None
    """Only what happens, or was published, from this day on."""
    until: date | None = None
    order: Order = Order.RELEVANCE
    first: str = ""
    """A value that brings an item before all others, whatever the order (guidelines of AgII)."""
    near: tuple[tuple[str, ...], ...] = ()
    """For `LIKE_MINE`: tiers of values, the nearest first; an item is in the first tier of which it has all values."""
    prefer: Mapping[str, float] = field(default_factory=dict)
    """Values that raise the score: what share of it each adds (more like this)."""
    without: tuple[str, str] | None = None
    """An item that is left out (more like this)."""
    limit: int = 10
    offset: int = 0
    with_counts: bool = True
    """With how many results have each value, are over or are archived; without, those numbers may be missing."""
    with_excerpts: bool = False


@dataclass(frozen=True)
class Hit:
    """One result."""

    kind: str
    object_id: str
    card: Card
    facets: frozenset[str]
    summary: str = ""
    text: str = ""
    score: float = 0.0
    groups: int = 0
    """How many of the words it has."""
    excerpts: Excerpts | None = None
    """Its title and the best parts of its text, marked; nothing unless asked for, and without words."""

    @property
    def item(self) -> tuple[str, str]:
        """Its kind and key."""
        return self.kind, self.object_id


@dataclass(frozen=True)
class Results:
    """The answer to a request."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    offset: int = 0
    """Of the first hit; the last page answers for those beyond it."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """Of every value: how many results have it, all filters on."""
    counts_without: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Per filter that is on: the same counts with that filter aside. So each says what checking it would give."""
    past: int = 0
    """Results that are over, whether shown or not."""
    archived: int = 0
    """Results that are archived, whether shown or not."""
    rung: Rung = Rung.ALL
    strict: int = 0
    """How many have all the words (at most `ENOUGH`, where that was enough)."""
    is_estimate: bool = False
    """Counts are no exact numbers; nor is the total when it is above `MOST_COUNTED`."""
    is_complete: bool = True
    """False when the engine had no time: then there are no counts, and only some of the hits."""

    def counts_of(self, name: str) -> Mapping[str, int]:
        """Return the counts for the values of one filter: its own values left aside."""
        return self.counts_without.get(name, self.counts)


class NoTimeError(Exception):
    """The engine could not answer within its time."""


class EngineAwayError(Exception):
    """The engine cannot be asked: it is away, slow, full or another than was expected. The message is for operators."""


@dataclass(frozen=True)
class Anatomy:
    """What the score of one item is made of, whether a request finds it or not.

    The score is the sum over the forms of the plan of what each counts for times its rank, times the share of the
    words that it has, times the factors (search.engines.scoring).
    """

    hit: Hit
    """Its score is not filled in; `groups` is how many of the required words it has."""
    ranks: tuple[float, ...]
    """Per form of `Plan.forms`: what the places give where it stands; 0 where it does not."""
    places: tuple[str, ...]
    """Per form: the weights (A, B, C, D) under which it stands."""
    has: tuple[bool, ...]
    """Per group of the plan: whether it has that word in any way."""
    has_excluded: bool
    factors: Mapping[str, float]
    """kind, quality, uptake, coming: what each multiplies the score by."""
    is_named: bool
    """It is called exactly as the question: it comes first, whatever its score."""
    is_past: bool
    is_archived: bool


@dataclass(frozen=True)
class Suggestion:
    """What somebody may mean who has typed so far."""

    text: str
    """The title of an entry, or a question of which the last word is completed."""
    url: str = ""
    """Of an entry; a question has none of its own."""
    kind_label: str = ""
    note: str = ""
    """Why an entry is suggested that is called otherwise: its other name."""


class Scratch(Protocol):
    """A place apart to try the engine on other documents; it leaves nothing behind."""

    def index(self, documents: Iterable[tuple[str, str, str]]) -> None:
        """Add documents: key, title and text."""

    def rank(self, question: str, limit: int) -> list[str]:
        """Return the keys of what a question finds, best first."""


class Engine(Protocol):
    """A way of finding entries."""

    def search(self, request: Request) -> Results:
        """Return the results of a request; never raises for what was typed."""

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        """Return only kind and key of the results, in their order: for files and feeds, which are longer than a page.

        Raises `NoTimeError`: half an answer would look like a whole one.
        """

    def fetch(self, items: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Return these items (kind, key) in this order, those that exist: what editors promote."""

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        """Return what the scores of these items are made of, in this order, those that exist."""

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Return entries with a name that is or begins so, or has a word that does; then words that begin so.

        Nothing that is archived or past; and only words that more than one entry has.
        """

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries, in the transaction of the caller."""

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> Sequence[str]:
        """Remove these entries, in the transaction of the caller, and return which of them were there."""

    def rebuild(self) -> None:
        """Count the words of the entries anew, and what else is made of all of them."""

    def reconcile(self) -> Sequence[str]:
        """Compare what the engine holds outside the entries with them, have repaired what differs, and return that.

        Raises `EngineAwayError` when it cannot be asked.
        """

    def renew(self) -> None:
        """Make anew what the engine holds outside the entries, while answers go on. Raises `EngineAwayError`."""

    def health(self) -> str:
        """Return what is wrong, or nothing."""

    def scratch(self) -> AbstractContextManager[Scratch]:
        """Return an empty place apart, which never touches the site's entries (evaluation)."""
