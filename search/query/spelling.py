"""Words that nothing has, and the word of the lexicon that was most likely meant."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from search.analysis.tokens import folded
from search.lexicon import Lexicon

SHORTEST = 4
LONG = 7
"""From so many letters on a word may differ in two places."""
MOST_MISTAKES = 2


@dataclass(frozen=True)
class Words:
    """The words of the entries by length, without accents: what a mistyped word is compared with."""

    by_length: Mapping[int, tuple[list[str], list[int]]]
    spelled: Mapping[str, str]
    """How a word without accents is written most."""


@lru_cache(maxsize=2)
def _words(lexicon: Lexicon, version: str) -> Words:
    counts: dict[str, int] = defaultdict(int)
    best: dict[str, tuple[int, str]] = {}
    for word, documents in lexicon.words():
        if len(word) < SHORTEST or not word.isalpha():
            continue
        plain = folded(word)
        counts[plain] = max(counts[plain], documents)
        if not word.isascii():
            best[plain] = max(best.get(plain, (0, "")), (documents, word))
    by_length: dict[int, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
    for plain, documents in counts.items():
        words, numbers = by_length[len(plain)]
        words.append(plain)
        numbers.append(documents)
    return Words(dict(by_length), {plain: word for plain, (count, word) in best.items() if 2 * count > counts[plain]})


def corrected(word: str, lexicon: Lexicon, version: str, most: int = MOST_MISTAKES) -> str:
    """Return the word that was most likely meant: the nearest, then the most frequent; nothing when none is near.

    Never for short words and for what is not made of letters alone. Distance is optimal string alignment: a letter
    more, less, other, or two exchanged.
    """
    plain = folded(word)
    if len(plain) < SHORTEST or not plain.isalpha():
        return ""
    most = most if len(plain) >= LONG else 1
    words = _words(lexicon, version)
    found: list[tuple[int, int, int, str]] = []
    for length in range(len(plain) - most, len(plain) + most + 1):
        choices, counts = words.by_length.get(length, ([], []))
        for choice, distance, at in process.extract(plain, choices, scorer=OSA.distance, score_cutoff=most, limit=None):
            found.append((int(distance), int(choice[0] != plain[0]), -counts[at], choice))
    if not found:
        return ""
    best = min(found)[3]
    return words.spelled.get(best, best)
