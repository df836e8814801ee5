"""What an engine promises: every engine passes the same suite of tests (tests/search/engine_contract.py)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from portal.cards import Card
from search.documents import EntryValues
from search.parameters import SearchParameters

START, STOP = "\ue000", "\ue001"
"""Signs around a found word in a title or excerpt: private ones, so that they cannot stand in the text itself."""


class Rung(StrEnum):
    """How strictly the words were taken; the next rung is asked only when one gave nothing."""

    ALL = "alle-woorden"
    BEGINNINGS = "alle-beginletters"
    ANY = "een-van-de-woorden"


@dataclass(frozen=True)
class Hit:
    """One result."""

    kind: str
    object_id: str
    card: Card
    facets: frozenset[str]
    title: str = ""
    """Title with `START` and `STOP` around what was found; empty without words."""
    excerpt: str = ""
    """Parts of the text with what was found; empty when it was found elsewhere."""


@dataclass(frozen=True)
class Results:
    """The answer to a request."""

    total: int = 0
    hits: tuple[Hit, ...] = ()
    page: int = 1
    pages: int = 1
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """Per filter: how many results each of its values would give, its own other values left aside."""
    past: int = 0
    """Results that are over, whether shown or not."""
    rung: Rung = Rung.ALL
    has_words: bool = False
    """Whether there was anything to look for in what was typed."""
    is_complete: bool = True
    """False when the engine had no time: then there are no counts, and only some of the hits."""


class Engine(Protocol):
    """A way of finding entries."""

    def search(self, parameters: SearchParameters, page_size: int) -> Results:
        """Return the results of a request; never raises for what was typed."""

    def apply(self, values: Iterable[EntryValues]) -> None:
        """Write these entries, in the transaction of the caller."""

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> None:
        """Remove these entries, in the transaction of the caller."""

    def rebuild(self) -> None:
        """Make the engine's own structures anew from the entries, when it has any."""

    def health(self) -> str:
        """Return what is wrong, or nothing."""
