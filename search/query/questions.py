"""From what somebody types to the words that are looked for."""

import re
from dataclasses import dataclass

from search.words import normalised, straightened

MOST_TERMS = 24
LONGEST_TERM = 100
PART = re.compile(r'(?P<not>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
WORD_SIGN = re.compile(r"\w")


@dataclass(frozen=True)
class Term:
    """A word, or words between quotes."""

    text: str
    is_exact: bool = False
    """Between quotes: these words, in this order, not their other forms."""


@dataclass(frozen=True)
class Question:
    """What is wanted and what is not; `name` is the whole of it, for things that are called exactly that."""

    name: str
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]


def read_question(q: str) -> Question:
    """Return what a question asks: `word`, `"a phrase"`, `-word` or `-"a phrase"`; every other sign is noise.

    A quote that does not close is noise too.
    """
    text = straightened(q)
    if text.count('"') % 2:
        position = text.rindex('"')
        text = f"{text[:position]} {text[position + 1 :]}"
    wanted: list[Term] = []
    unwanted: list[Term] = []
    for part in PART.finditer(text):
        words = " ".join(re.findall(r"[\w'.&+@-]+", part["phrase"] or part["word"] or "")).strip("'.&+@- ")
        if WORD_SIGN.search(words) and len(wanted) + len(unwanted) < MOST_TERMS:
            term = Term(words[:LONGEST_TERM], is_exact=part["phrase"] is not None)
            (unwanted if part["not"] else wanted).append(term)
    name = " ".join(normalised(text.replace('"', "")).split())
    return Question(name=name, wanted=tuple(wanted), unwanted=tuple(unwanted))
