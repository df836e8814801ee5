"""Why a result stands where it stands: what the words became, and what each of them gave."""

from dataclasses import dataclass


@dataclass(frozen=True)
class WordExplained:
    """A word of the question and what is looked for in its place."""

    word: str
    forms: tuple[str, ...]
    """Exact form, stem, parts and synonyms."""
    note: str
    """In Dutch: that it counts less, may be missing, finds nothing by itself …; or nothing."""


@dataclass(frozen=True)
class Line:
    """What one form of one word gave in one field."""

    word: str
    form: str
    field_name: str
    weight: float
    contribution: float


@dataclass(frozen=True)
class ResultExplained:
    """A result with what makes up its score."""

    rank: int
    title: str
    kind: str
    url: str
    score: float
    lines: tuple[Line, ...]
    factors: tuple[tuple[str, float], ...]
    """Names in Dutch (quality, uptake, freshness), each with what the score is multiplied by."""
    sentence: str
    """The whole of it in one Dutch sentence."""


@dataclass(frozen=True)
class Explanation:
    """A question explained."""

    q: str
    words: tuple[WordExplained, ...]
    rung: str
    """How strictly the words were taken, in Dutch."""
    results: tuple[ResultExplained, ...]
