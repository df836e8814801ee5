"""Texts to tokens."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.metadata import version

from search.analysis.compounds import Splitter
from search.analysis.lexicon import Lexicon, shipped_lexicon
from search.analysis.stems import stem
from search.analysis.tokens import words
from search.analysis.tries import PARTS

REVISION = 1
"""Of the rules in this package: a change of what they give raises it."""
REMEMBERED = 20_000
"""Words of which the analysis is kept, some eight megabytes: most words of a text come again."""
REMEMBERED_PARTS = 4_000


@dataclass(frozen=True)
class Token:
    """A word at its place in a text."""

    position: int
    exact: str
    stem: str = ""
    """Empty for a stop word, and for a hyphenated word as a whole: its parts have theirs."""
    parts: tuple[str, ...] = ()
    """Stems of the parts of a compound."""


@dataclass(frozen=True, eq=False)  # each is itself: what is remembered of words is of one of them
class Analyser:
    """Analyses Dutch texts with one lexicon."""

    lexicon: Lexicon = field(default_factory=shipped_lexicon)

    def analyse(self, text: str, *, is_question: bool = False) -> list[Token]:
        """Return the tokens of `text`; in a question, question words find nothing either."""
        tokens = []
        for word in words(text):
            stemmed, parts = self._known(word.text)
            if word.is_whole and "-" in word.text:
                stemmed, parts = "", ()
            if word.text in self.lexicon.stop_words or (is_question and word.text in self.lexicon.question_words):
                stemmed, parts = "", ()
            tokens.append(Token(word.position, word.text, stemmed, parts))
        return tokens

    def leaves(self, word: str) -> dict[str, int]:
        """Return the stems of the shortest parts of a compound: a text that has all of them says the same.

        Each with how frequent it is in general Dutch (Zipf, times hundred).
        """
        parts = [part for part in self._splitter.parts(word) if not self._splitter.parts(part)]
        return {self._stem_of_part(part): self._splitter.frequency(part) for part in parts}

    @cached_property
    def version(self) -> str:
        """Return what tells whether a text analysed before would be analysed the same now."""
        lexicon = self.lexicon
        lists = [lexicon.stop_words, lexicon.question_words, lexicon.affixes, lexicon.parts, lexicon.whole]
        kept = repr([[sorted(words) for words in lists], sorted(lexicon.lemmas.items()), sorted(lexicon.stems.items())])
        made_of = hashlib.sha256(PARTS.read_bytes() + kept.encode()).hexdigest()[:12]
        return f"{REVISION}-{made_of}-{version('simplemma')}-{version('snowballstemmer')}-{version('pystemmer')}"

    @cached_property
    def _splitter(self) -> Splitter:
        return Splitter(self.lexicon)

    @cached_property
    def _known(self) -> Callable[[str], tuple[str, tuple[str, ...]]]:
        return lru_cache(maxsize=REMEMBERED)(self._analysed)

    @cached_property
    def _stem_of_part(self) -> Callable[[str], str]:
        return lru_cache(maxsize=REMEMBERED_PARTS)(lambda part: stem(part, self.lexicon))

    def _analysed(self, word: str) -> tuple[str, tuple[str, ...]]:
        parts = self._splitter.parts(word)
        whole = stem(word, self.lexicon, head=parts[-1] if parts else "")
        stems = dict.fromkeys(self._stem_of_part(part) for part in parts)
        return whole, tuple(part for part in stems if part != whole)


@cache
def shared_analyser() -> Analyser:
    """Return the analyser of this process, with the shipped lexicon."""
    return Analyser()
