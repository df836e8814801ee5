"""Which words of a question have synonyms, and what is looked for in their place too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from search.words import normalised

LONGEST_RUN = 6
"""Words of a question that are read together as one."""


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


def uses_of(words: Sequence[str], rules: Sequence[Rule]) -> tuple[Use, ...]:
    """Return the runs of `words` for which there are synonyms, the longest run at each place."""
    others: dict[str, dict[str, float]] = {}
    for rule in rules:
        found = others.setdefault(rule.words, {})
        for other in rule.others:
            found.setdefault(other, rule.weight)
    plain = [normalised(word) for word in words]
    uses, start = [], 0
    while start < len(plain):
        runs = (" ".join(plain[start : start + length]) for length in range(LONGEST_RUN, 0, -1))
        run = next((run for run in runs if run in others), "")
        length = len(run.split(" ")) if run else 1
        if run:
            uses.append(Use(start, length, tuple(others[run].items())))
        start += length
    return tuple(uses)
