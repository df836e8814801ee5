"""Which words of a question have synonyms, and what is looked for in their place too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from search.analysis import Analyser
from search.words import normalised

LONGEST_RUN = 6
"""Words of a question that are read together as one."""
SHORTEST_INFLECTED = 5
"""A shorter word has its synonyms as it is written only: *LOP* is not of *lopen*."""


class Rule(Protocol):
    """Who asks for `words` also finds the others, at a share of the weight (search.editors.synonyms)."""

    @property
    def words(self) -> str:
        """A word or phrase, normalised."""

    @property
    def others(self) -> tuple[str, ...]:
        """What is looked for too."""

    @property
    def weight(self) -> float:
        """The share of the weight that the others count for."""


@dataclass(frozen=True)
class Use:
    """A run of words in a question, with what is looked for too."""

    start: int
    length: int
    others: tuple[tuple[str, float], ...]
    """Words or phrases, each with its share of the weight."""


class RuleBook:
    """Synonyms by the words that have them, in any of their forms."""

    def __init__(self, rules: Iterable[Rule], analyser: Analyser) -> None:
        self.analyser = analyser
        self._others: dict[tuple[str, ...], dict[str, float]] = {}
        for rule in rules:
            found = self._others.setdefault(self._key(rule.words.split(" ")), {})
            for other in rule.others:
                found.setdefault(other, rule.weight)

    def uses(self, words: Sequence[str]) -> tuple[Use, ...]:
        """Return the runs of `words` that have synonyms, the longest run at each place."""
        keys = self._key([normalised(word) for word in words])
        uses, start = [], 0
        while start < len(keys):
            runs = (keys[start : start + length] for length in range(LONGEST_RUN, 0, -1))
            run = next((run for run in runs if run in self._others), ())
            if run:
                uses.append(Use(start, len(run), tuple(self._others[run].items())))
            start += len(run) or 1
        return tuple(uses)

    def _key(self, words: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._form(word) for word in words)

    def _form(self, word: str) -> str:
        if len(word) < SHORTEST_INFLECTED:
            return word
        tokens = self.analyser.analyse(word)
        return tokens[0].stem or word if len(tokens) == 1 else word
