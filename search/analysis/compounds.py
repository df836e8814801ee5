"""Splitting compounds: *taaloefenkansen* is found by taal, by oefen and by kansen.

A full cover of the word by parts from the word list, the cheapest one; a few long frequent parts are preferred to many
short rare ones. Words that are frequent themselves, that are derived with a prefix, or of which the base form is no
compound, stay whole. Parts of eight letters and more are split again, and both levels are kept.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from search.analysis.lexicon import Lexicon
from search.analysis.stems import lemma
from search.analysis.tries import parts_trie

LINKS = ("", "s", "e", "en", "n", "er")
PREFIXES = ("be", "ver", "ge", "ont", "her", "er")
MOST_PARTS = 4
SHORTEST_PART = 3
LONG_PART = 8
LONGEST_COMPOUND = 60
FREQUENT = 480
"""Zipf frequency times hundred from which a word stays whole: nobody looks for *week* in *weekend*."""
KNOWN = 200
FREQUENT_SHORT = 430
"""A part of three letters is at least this frequent."""
MISSING_PART = 300
"""Frequency of a part that the word list does not have."""
FIRST_FAMILY, LAST_FAMILY = 6, 4
"""In how many other words a part of a known word is first, or last: *dement* is last in amendement only."""
SAFE_LENGTH = 7
"""A part of so many letters is no accident, whatever its family."""
RESIDUE = re.compile(r"(?:en|er|ers|ing|ingen|end|ende|el|els|elen|es|ig|ige|ster|aar|aars|erig|ens)")
VOWELS = frozenset("aeiou")


def cost(frequency: int, length: int) -> float:
    """Return what a part costs: less the more frequent it is (Zipf times hundred), more when it is short."""
    short = {3: 2.0, 4: 0.6}.get(length, 0.0)
    return (6.5 - min(frequency / 100, 5.5)) + 2.5 + short


def is_residue(left: str, right: str) -> bool:
    """Tell whether `right` is an ending behind a doubled consonant: *klop-pen*, *stuk-ken*."""
    return left[-1] == right[0] and left[-1] not in VOWELS and RESIDUE.fullmatch(right[1:]) is not None


@dataclass(frozen=True)
class Part:
    """A part at its place in the word, with what follows the link behind it."""

    text: str
    next: int
    cost: float


class Splitter:
    """Splits compounds with one lexicon; the parts of long parts are kept, as many as `remembered`."""

    def __init__(self, lexicon: Lexicon, remembered: int = 1_000) -> None:
        self.lexicon = lexicon
        self.parts = lru_cache(maxsize=remembered)(self._parts)

    @cached_property
    def _trie(self) -> Any:
        return parts_trie()

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the parts of a compound in order, a long one before its own parts; nothing for any other word."""
        if not self._may_split(word):
            return ()
        cover = self._cover(word)
        if len(cover) < 2 or not self._is_trusted(word, cover):
            return ()
        if self.frequency(word) >= KNOWN and not all(self._splits(base) for base in self._bases(word)):
            return ()
        return tuple(
            part for piece in cover for part in (piece, *(self.parts(piece) if len(piece) >= LONG_PART else ()))
        )

    def _may_split(self, word: str) -> bool:
        if not 2 * SHORTEST_PART <= len(word) <= LONGEST_COMPOUND or word in self.lexicon.whole or not word.isalpha():
            return False
        return self.frequency(word) < FREQUENT and not any(self._is_derived(form) for form in _verb_forms(word))

    def _is_trusted(self, word: str, cover: list[str]) -> bool:
        """Tell whether a word of the list is a compound indeed: its parts stand first and last in other words too."""
        if self.frequency(word) < KNOWN:
            return True
        if not all(self._family(part)[0] >= FIRST_FAMILY or len(part) >= SAFE_LENGTH for part in cover[:-1]):
            return False
        return self._family(cover[-1])[1] >= LAST_FAMILY or len(cover[-1]) >= SAFE_LENGTH

    def _bases(self, word: str) -> list[str]:
        """Return what a word is a form of: its lemma, and the verb of a noun in *-ing*."""
        base = lemma(word, self.lexicon)
        verbs = [verb for verb in _verb_forms(word) if self.frequency(verb)]
        return [form for form in (base, *verbs) if form != word and form[:2] == word[:2] and len(form) > 4]

    def _splits(self, word: str) -> bool:
        cover = self._cover(word) if self._may_split(word) else []
        return len(cover) > 1 and self._is_trusted(word, cover)

    def _is_derived(self, word: str) -> bool:
        """Tell whether a word is another with a prefix: *be-klimmen*, *ver-storen*."""
        rests = (word[len(prefix) :] for prefix in PREFIXES if word.startswith(prefix))
        return any(len(rest) > 3 and self.frequency(rest) >= KNOWN for rest in rests)

    def _cover(self, word: str) -> list[str]:
        """Return the cheapest full cover of `word` by at most four parts; nothing when there is none."""
        reached: dict[int, tuple[float, tuple[str, ...]]] = {0: (0.0, ())}
        whole: list[tuple[float, tuple[str, ...]]] = []
        for _ in range(MOST_PARTS):
            further: dict[int, tuple[float, tuple[str, ...]]] = {}
            for start, (spent, parts) in reached.items():
                for part in self._parts_at(word, start):
                    if parts and part.next == len(word) and is_residue(parts[-1], part.text):
                        continue
                    found = (spent + part.cost, (*parts, part.text))
                    if part.next == len(word):
                        whole.append(found)
                    elif part.next not in further or found[0] < further[part.next][0]:
                        further[part.next] = found
            reached = further
        return list(min(whole)[1]) if whole else []

    def _parts_at(self, word: str, start: int) -> Iterator[Part]:
        rest = word[start:]
        found = self._trie.prefixes(rest)
        found += [part for part in self.lexicon.parts if rest.startswith(part) and part not in found]
        for text in found:
            if text == word or not self._may_be_part(text):
                continue
            price = cost(self._part_frequency(text), len(text))
            end = start + len(text)
            for link in LINKS:
                if end + len(link) < len(word) and word.startswith(link, end):
                    yield Part(text, end + len(link), price + (0.4 if link else 0.0))
            if end == len(word):
                yield Part(text, end, price)

    def _may_be_part(self, text: str) -> bool:
        if text in self.lexicon.parts:
            return True
        if len(text) < SHORTEST_PART or text in self.lexicon.affixes:
            return False
        first, last = self._family(text)
        is_name = first == last == NO_PART
        return not is_name and self.frequency(text) >= (FREQUENT_SHORT if len(text) == SHORTEST_PART else KNOWN)

    def _part_frequency(self, text: str) -> int:
        return self.frequency(text) or MISSING_PART

    def frequency(self, word: str) -> int:
        """Return how frequent a word is in general (Zipf, times hundred); 0 for one that is not in the list."""
        rows = self._trie.get(word)
        return int(rows[0][0]) if rows else 0

    def _family(self, word: str) -> tuple[int, int]:
        rows = self._trie.get(word)
        return (int(rows[0][1]), int(rows[0][2])) if rows else (0, 0)


NO_PART = 255
"""Both families of a name or abbreviation in the list: known as a word, never a part."""


def _verb_forms(word: str) -> Iterator[str]:
    """Return a word and, of a noun in *-ing*, the verb that it is made of."""
    yield word
    noun = word.removesuffix("en") if word.endswith("ingen") else word
    if noun.endswith("ing"):
        yield noun.removesuffix("ing") + "en"
