"""Invents texts that behave as Dutch ones do in an index: pure values, the same for the same number and seed.

Words come as often as in real text (Zipf), a text has a subject whose words come back in it, and compounds are made of
words that make compounds. It says nothing: it is for measuring how fast search is, never how good.
"""

import lzma
import random
from bisect import bisect
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import accumulate

from search.analysis.tries import PARTS

NAME = 255
"""In the list of parts (word, frequency as Zipf × 100, in how many words it is the first and the last part) both
numbers of a name are this."""
COMPOUNDS = 20_000
SHORTEST, LONGEST = 40, 200
"""Words of a text."""
LINKED = ("ing", "heid", "teit", "schap", "tie")
"""Endings after which a compound has an *s*."""
COMMON = 300
"""Rank from which words say something: those before are *de*, *een*, *worden*."""
LAST_SUBJECT = 20_000
SUBJECT_WORDS, SUBJECT_COMPOUNDS = 10, 3
SHARE_OF_SUBJECT, SHARE_OF_COMPOUNDS = 0.13, 0.05


@dataclass(frozen=True)
class Text:
    """A text that nobody wrote."""

    title: str
    summary: str
    text: str


class Language:
    """The words to write with; compounds differ by seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        rows = [line.split("\t") for line in lzma.decompress(PARTS.read_bytes()).decode().splitlines()]
        known = [(word, int(zipf), int(first), int(last)) for word, zipf, first, last in rows if len(word) > 1]
        self._rows = sorted(known, key=lambda row: (-row[1], row[0]))
        self.words = [row[0] for row in self._rows]
        self._often = list(accumulate(10 ** (row[1] / 100) for row in self._rows))

    @cached_property
    def compounds(self) -> list[str]:
        """Return compounds, those that come most often first."""
        dice = random.Random(f"compounds {self._seed}")  # noqa: S311  nothing secret
        parts = [row for row in self._rows if len(row[0]) > 3 and row[1] > 300 and row[2:] != (NAME, NAME)]
        firsts = dice.choices(parts, [row[2] for row in parts], k=2 * COMPOUNDS)
        lasts = dice.choices(parts, [row[3] for row in parts], k=2 * COMPOUNDS)
        made = (_joined(one[0], other[0]) for one, other in zip(firsts, lasts, strict=True) if one is not other)
        return list(dict.fromkeys(made))[:COMPOUNDS]

    @cached_property
    def _compounds_often(self) -> list[float]:
        return list(accumulate(1 / (rank + 10) ** 0.8 for rank in range(len(self.compounds))))

    def word(self, dice: random.Random) -> str:
        """Return a word as running text has it."""
        return self.words[bisect(self._often, dice.random() * self._often[-1])]

    def compound(self, dice: random.Random) -> str:
        """Return a compound, some much more often than others."""
        return self.compounds[bisect(self._compounds_often, dice.random() * self._compounds_often[-1])]

    def subject_word(self, dice: random.Random) -> str:
        """Return a word that a text can be about."""
        return self.words[int(COMMON * (LAST_SUBJECT / COMMON) ** dice.random())]


@cache
def language(seed: int) -> Language:
    """Return the words to write with, read once."""
    return Language(seed)


def invent(dice: random.Random, language: Language, lengths: tuple[int, int] = (SHORTEST, LONGEST)) -> Text:
    """Return a text on a subject of its own, of a number of words between these two."""
    subject = [language.subject_word(dice) for _ in range(SUBJECT_WORDS)]
    compounds = [language.compound(dice) for _ in range(SUBJECT_COMPOUNDS)]
    words = [_word(dice, language, subject, compounds) for _ in range(dice.randint(*lengths))]
    title = [*dice.sample(subject, dice.randint(1, 3)), dice.choice(compounds), *words[: dice.randint(0, 3)]]
    return Text(title=_sentence(title), summary=_sentence(words[:15]) + ".", text=_sentences(dice, words))


def _word(dice: random.Random, language: Language, subject: list[str], compounds: list[str]) -> str:
    share = dice.random()
    if share < SHARE_OF_COMPOUNDS:
        return dice.choice(compounds)
    return dice.choice(subject) if share < SHARE_OF_COMPOUNDS + SHARE_OF_SUBJECT else language.word(dice)


def _joined(first: str, last: str) -> str:
    return f"{first}{'s' if first.endswith(LINKED) else ''}{last}"


def _sentences(dice: random.Random, words: list[str]) -> str:
    sentences, left = [], list(words)
    while left:
        length = dice.randint(7, 18)
        sentences.append(_sentence(left[:length]) + ".")
        del left[:length]
    return " ".join(sentences)


def _sentence(words: list[str]) -> str:
    text = " ".join(words)
    return text[:1].upper() + text[1:]
