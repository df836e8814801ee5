"""Stems: the forms of one word become one, without making one of different words.

The stem is that of the lemma (simplemma), by Snowball's `dutch_porter`: together they unite more than twice as many
forms as the stemmer alone, and neither makes *beleid* of *begeleiding* as Kraaij-Pohlmann does.
"""

import threading
from functools import cache

import snowballstemmer
from simplemma import Lemmatizer
from simplemma.strategies import DefaultStrategy
from simplemma.strategies.dictionaries.trie_dictionary_factory import TrieWrapDict

from search.analysis.lexicon import Lexicon
from search.analysis.tokens import folded
from search.analysis.tries import lemmas_trie

LANGUAGE = "nl"
_stemmers = threading.local()
"""One for each thread: a stemmer works in a place of its own."""


def _porter(word: str) -> str:
    """Return the stem that Snowball gives."""
    if not hasattr(_stemmers, "dutch"):
        _stemmers.dutch = snowballstemmer.stemmer("dutch_porter")
    found: str = _stemmers.dutch.stemWord(word)
    return found


class _SharedDictionary:
    """Gives simplemma its dictionary out of shared memory."""

    def get_dictionary(self, lang: str) -> TrieWrapDict:
        """Return the Dutch words with their lemmas."""
        return TrieWrapDict(lemmas_trie())


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(
        cache_max_size=1,  # the analyser keeps what it found, with a bound
        lemmatization_strategy=DefaultStrategy(greedy=False, dictionary_factory=_SharedDictionary()),
    )


def lemma(word: str, lexicon: Lexicon) -> str:
    """Return the base form of a word in small letters; the word itself when none is known or the known one is wrong.

    The lemmas were drawn from running text: some are separable verbs of which the word is half (`op_merken` for
    *merkte*, which is of *merken*), some are longer words (*wangeloven* for *geloof*).
    """
    if found := lexicon.lemmas.get(word):
        return found
    particle, _, verb = _lemmatizer().lemmatize(word, lang=LANGUAGE).lower().rpartition("_")
    found = particle.replace("_", "") + verb if word.startswith(particle.replace("_", "")) else verb
    grew = found[:3] != word[:3] and word[:4] in found[1:]
    return word if grew or not found else found


def stem(word: str, lexicon: Lexicon, head: str = "") -> str:
    """Return what all forms of a word have in common, without accents.

    A compound that no dictionary knows takes the forms of its `head`, its last part: *taalcafés* is of *taalcafé*.
    """
    base = lemma(word, lexicon)
    if head and base == word:
        base = word.removesuffix(head) + lemma(head, lexicon)
    return lexicon.stems.get(base) or folded(_porter(folded(base)))
