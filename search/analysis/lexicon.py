"""What is not in the word lists, or wrong there: short lists that people keep.

The shipped ones stand in `words/` as text; an editor's own are given beside them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from search.analysis.tries import WORDS


@dataclass(frozen=True)
class Lexicon:
    """Exceptions to what the lists say."""

    stop_words: frozenset[str]
    question_words: frozenset[str]
    """Stop words in a question only: *hoe*, *welke*, *waarom*."""
    affixes: frozenset[str]
    """What stands in the word list and is no part of a compound: *heid*, *lijk*, *ver*."""
    parts: frozenset[str]
    """Parts that are missing in the word list: *toeleiding*, *bedeling*."""
    whole: frozenset[str]
    """Words that are never split: *televisie*, names of municipalities."""
    lemmas: Mapping[str, str] = field(default_factory=dict)
    """The base form of words for which the lemmas are wrong: *leden* is of *lid*."""
    stems: Mapping[str, str] = field(default_factory=dict)
    """The stem of base forms that the stemmer takes for another word: *overheid* is not *over*."""

    def with_words_of_editors(
        self,
        *,
        parts: Iterable[str] = (),
        whole: Iterable[str] = (),
        lemmas: Mapping[str, str] | None = None,
        stems: Mapping[str, str] | None = None,
    ) -> "Lexicon":
        """Return this lexicon with what editors added; theirs win."""
        added = frozenset(parts)
        return Lexicon(
            stop_words=self.stop_words,
            question_words=self.question_words,
            affixes=self.affixes - added,
            parts=self.parts | added,
            whole=(self.whole - added) | frozenset(whole),
            lemmas={**self.lemmas, **(lemmas or {})},
            stems={**self.stems, **(stems or {})},
        )


@cache
def shipped_lexicon() -> Lexicon:
    """Return the lists of `words/`."""
    return Lexicon(
        stop_words=_words("stop_words"),
        question_words=_words("question_words"),
        affixes=_words("affixes"),
        parts=_words("parts_missing"),
        whole=_words("whole"),
        lemmas=dict(line.split() for line in _lines("lemmas")),
        stems=dict(line.split() for line in _lines("stems")),
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(word for line in _lines(name) for word in line.split())


def _lines(name: str) -> list[str]:
    lines = (WORDS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]
