"""What a question means, decided once for every engine: an engine only executes the plan."""

from dataclasses import dataclass
from enum import StrEnum

from search.analysis.fields import Field


class Rung(StrEnum):
    """How strictly the words were taken; the next rung is asked only when one gave few."""

    ALL = "alle-woorden"
    MOST = "de-meeste-woorden"
    ANY = "een-van-de-woorden"


@dataclass(frozen=True)
class Lexeme:
    """One form of a word in one field."""

    field: Field
    text: str
    is_beginning: bool = False
    """Any word that begins so."""


@dataclass(frozen=True)
class Phrase:
    """Forms of one field that follow each other; each with its distance in words from the first."""

    field: Field
    words: tuple[tuple[int, str], ...]


Form = Lexeme | Phrase


@dataclass(frozen=True)
class Alternative:
    """One way in which a document can have a word: all of `parts`, each in any of its forms."""

    parts: tuple[tuple[Form, ...], ...]


@dataclass(frozen=True)
class Weighted:
    """A form with what it counts for in the score: field, rarity (idf) and whether it is a synonym."""

    form: Form
    weight: float
    idf: float = 1.0
    factor: float = 1.0
    """Below 1 for a synonym."""

    @property
    def score(self) -> float:
        """What one occurrence counts for, before the place where it stands."""
        return self.weight * self.idf * self.factor


@dataclass(frozen=True)
class Group:
    """One word (or phrase) of a question, with every form by which a document may have it."""

    text: str
    """As it was typed."""
    alternatives: tuple[Alternative, ...]
    forms: tuple[Weighted, ...]
    loose: tuple[Alternative, ...] = ()
    """More ways, on the loosest rung only: a single part of a compound."""
    idf: float = 1.0
    is_optional: bool = False
    """So frequent that it narrows nothing: it counts in the score only."""
    correction: str = ""
    """The word that was looked for instead, because nothing has the one that was typed."""


@dataclass(frozen=True)
class SynonymUse:
    """A word for which others were looked for too."""

    text: str
    others: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """A question, ready to be executed."""

    text: str = ""
    name: str = ""
    """The whole of it, normalised: what is called exactly so comes first."""
    groups: tuple[Group, ...] = ()
    excluded: tuple[Group, ...] = ()
    synonyms: tuple[SynonymUse, ...] = ()
    documents: int = 0
    """How many entries there were when words were counted; 0 when they were not."""

    @property
    def forms(self) -> tuple[Weighted, ...]:
        """Every form of every word, in the order of the words."""
        return tuple(form for group in self.groups for form in group.forms)

    @property
    def required(self) -> tuple[Group, ...]:
        """The groups that narrow; all of them when every word is frequent."""
        return tuple(group for group in self.groups if not group.is_optional) or self.groups

    @property
    def rungs(self) -> tuple[tuple[Rung, int], ...]:
        """How many of the required groups a document must have, the strictest first; one rung when nothing loosens."""
        number = len(self.required)
        if not number:
            return ()
        steps = [(Rung.ALL, number)]
        if number > 2:
            steps.append((Rung.MOST, -(-2 * number // 3)))
        if number > 1 or self.required[0].loose:
            steps.append((Rung.ANY, 1))
        return tuple(steps)
