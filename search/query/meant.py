"""*Bedoelde je*: a question that was perhaps meant, offered beside the results of a doubtful word.

A word that nothing has is corrected without asking (search.query.spelling). This is about a word that one or two
documents have, mistyped there too, or meant otherwise. Every word at distance 1 of it is spelled out (Norvig, *How to
write a spelling corrector*, 2007) and asked of the lexicon, one query for a word: no list is kept in memory for it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import ascii_lowercase

from portal.organisations.models import FormerMunicipality, Municipality
from search.analysis.fields import Field
from search.analysis.tokens import folded
from search.analysis.tries import parts_trie
from search.lexicon import Frequencies, Lexicon
from search.query.plan import Group, Lexeme, Plan
from search.words import QUOTES, normalised

FEW = 2
"""Documents, or results: as many as a mistyped word may have."""
TIMES = 10
"""What is meant is so many times as frequent as what was typed."""
SHORTEST = 4
LONGEST = 18
"""Letters: that gives a thousand spellings, for which PostgreSQL still reads its index and not the whole table."""
MOST_WORDS = 2
"""Words of one question that are looked at, the rarest."""
WORD = re.compile(r"(?<!\S)(?!-)[^\w\s]*(?P<word>[^\W\d_]+)[^\w\s]*(?!\S)")
QUOTED = re.compile(r'"[^"]*"')


@dataclass(frozen=True)
class Doubtful:
    """A word as it was typed, where it stands in the question, and how it is looked for."""

    text: str
    start: int
    group: Group

    @property
    def plain(self) -> str:
        """The word as the lexicon has it."""
        return folded(self.text.lower())

    @property
    def forms(self) -> tuple[Lexeme, ...]:
        """The word itself, its stem, and that as a part of compounds."""
        return tuple(form for part in self.group.alternatives[0].parts for form in part if isinstance(form, Lexeme))

    @property
    def is_dutch(self) -> bool:
        """Whether the word list has it, or all parts of it."""
        return len(self.group.alternatives) > 1 or any(word in parts_trie() for word in (self.text.lower(), self.plain))


def did_you_mean(plan: Plan, total: int, *, lexicon: Lexicon | None = None) -> str:
    """Return the question with one word replaced by a much more frequent one; nothing when none is near.

    `total` is how many results the plan gave. Never for words between quotes, in capitals, with a digit or of three
    letters; nor for a name of a municipality, or a word that was corrected or has synonyms. A good Dutch word is
    doubted only when there are next to no results.
    """
    words = [word for word in _words(plan) if total <= FEW or not word.is_dutch]
    words = sorted(words, key=lambda word: -word.group.idf)[:MOST_WORDS]
    if not words:
        return ""
    lexicon = lexicon or Lexicon()
    for word in words:
        near = set(one_away(word.plain))
        forms = [(form.field, form.text) for form in word.forms]
        frequencies = lexicon.frequencies([*forms, *((Field.EXACT, other) for other in near)])
        documents = max(frequencies.of(*form) for form in forms)
        if not documents or (documents > FEW and total > FEW):
            continue
        meant = _most_likely(word.plain, near, frequencies, TIMES * documents)
        if meant and not _is_place(word.plain):
            return plan.text[: word.start] + lexicon.written(meant) + plan.text[word.start + len(word.text) :]
    return ""


def one_away(word: str) -> Iterator[str]:
    """Yield every word at distance 1: a letter less, more or other, or two neighbours exchanged."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase if letter != after[0])
        if len(after) > 1 and after[0] != after[1]:
            yield before + after[1] + after[0] + after[2:]


def _words(plan: Plan) -> Iterator[Doubtful]:
    """Yield the words of a question that may be mistyped, each with the group that looks for it."""
    text = plan.text.translate(QUOTES)
    quoted = [found.span() for found in QUOTED.finditer(text)]
    settled = {word for use in plan.synonyms for word in normalised(use.text).split()}
    groups = {group.text.lower(): group for group in plan.groups if not (group.correction or group.is_optional)}
    for found in WORD.finditer(text):
        word, start = found["word"], found.start("word")
        group = groups.get(word.lower())
        if not group or any(first <= start < last for first, last in quoted) or normalised(word) in settled:
            continue
        if SHORTEST <= len(word) <= LONGEST and not word.isupper() and len(group.alternatives[0].parts) == 1:
            yield Doubtful(word, start, group)


def _most_likely(word: str, near: set[str], frequencies: Frequencies, at_least: int) -> str:
    """Return the most frequent of the words near enough, one with the same first letter before others."""
    counted = [
        (other[0] == word[0], documents, other)
        for other in near
        if len(other) >= SHORTEST and (documents := frequencies.of(Field.EXACT, other)) >= at_least
    ]
    return max(counted, default=(False, 0, ""))[2]


def _is_place(word: str) -> bool:
    """Tell whether a municipality is, or was, called so, or a part of its name."""
    now, before = (
        model.objects.filter(slug__contains=word).order_by().values_list("slug")
        for model in (Municipality, FormerMunicipality)
    )
    return any(word in slug.split("-") for (slug,) in now.union(before))
