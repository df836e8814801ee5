"""What was found, marked in title and text: the same for every engine, from the forms that the plan asked for.

A word of the text is analysed as it was when it was indexed; it is marked when one of its forms was asked. Words
between quotes are marked where they follow each other.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import accumulate, repeat
from typing import NamedTuple

from django.utils.safestring import SafeString

from portal.wording import NO_BREAK
from search.analysis import Analyser
from search.analysis.fields import Field, word_forms
from search.lexicon import lexeme
from search.query.plan import Group, Phrase, Plan
from search.query.vocabulary import words_of_today

WORD = re.compile(r"([^\W_](?:[^\s/]*[^\W_])?)")
EXCERPTS = 2
WORDS_OF_EXCERPT = 24
BEFORE = 5
"""Words that are shown before the first one that was found."""
READ = 30_000
"""Signs of a text in which an excerpt is looked for."""
REMEMBERED = 50_000
"""Words of which the forms are kept, some twenty megabytes."""
ENDS = (".", "!", "?", "…", ":")


@dataclass(frozen=True)
class Excerpts:
    """What is shown of one result."""

    title: SafeString
    excerpts: tuple[SafeString, ...] = ()
    """Parts of the text in which something was found; none when it was found elsewhere (a tag, a theme)."""


class Words(NamedTuple):
    """The words of a text."""

    bounds: list[int]
    """Where the first begins, where it ends, where the second begins, and so on; nothing when none was found."""
    answers: dict[int, frozenset[int]]
    """By the number of a word that was found: the groups of the question that it answers."""

    def span(self, at: int) -> tuple[int, int]:
        """Return where a word begins and ends."""
        return self.bounds[2 * at], self.bounds[2 * at + 1]


Window = tuple[int, int]
"""The first word that is shown, and the one behind the last."""
NOTHING: frozenset[int] = frozenset()


class Highlighter:
    """Marks what one plan asked for."""

    def __init__(self, plan: Plan, analyser: Analyser) -> None:
        self.analyser, self.plan = analyser, plan
        self.asked: dict[str, set[int]] = {}
        """Groups by the lexemes that they ask for."""
        self.beginnings: dict[str, int] = {}
        self.phrases: list[tuple[int, Phrase]] = []
        for number, group in enumerate(plan.groups):
            self._ask(number, group)
        self._seen: set[str] = set()
        """Words of this page that were looked at: most come again in its other texts."""
        self._groups: dict[str, frozenset[int]] = {}
        """Those of them that answer something."""
        self.is_needed = bool(self.asked or self.beginnings or self.phrases)

    def highlighted(self, title: str, summary: str, text: str) -> Excerpts:
        """Return the title with marks, and the best parts of the text."""
        if not self.is_needed:
            return Excerpts(SafeString(escape(title)))
        found = self._read(title)
        return Excerpts(_marked(title, _places(found)), tuple(self._excerpts(summary, text)))

    def _ask(self, number: int, group: Group) -> None:
        for weighted in group.forms:
            form = weighted.form
            if isinstance(form, Phrase):
                self.phrases.append((number, form))
            elif form.is_beginning:
                self.beginnings[lexeme(Field.EXACT, form.text)] = number
            else:
                self.asked.setdefault(lexeme(form.field, form.text), set()).add(number)

    def _read(self, text: str) -> Words:
        parts = WORD.split(text)  # what is between two words, a word, and so on
        words = parts[1::2]
        answers = self._answers(words)
        for number, phrase in self.phrases:
            self._add_phrase(number, phrase, words, answers)
        return Words(list(accumulate(map(len, parts))) if answers else [], answers)

    def _answers(self, words: Sequence[str]) -> dict[int, frozenset[int]]:
        """Return the groups that words answer, by the number of the word."""
        self._look_at(set(words).difference(self._seen))
        if self._groups.keys().isdisjoint(words):
            return {}
        return {at: self._groups[word] for at, word in enumerate(words) if word in self._groups}

    def _look_at(self, words: set[str]) -> None:
        """Remember which groups these words answer."""
        self._seen |= words
        new = {word: _forms_of(self.analyser, word) for word in words}
        isdisjoint = self.asked.keys().isdisjoint
        for word, forms in new.items():
            if not isdisjoint(forms):
                self._groups[word] = NOTHING.union(*(self.asked[form] for form in forms if form in self.asked))
        for beginning, number in self.beginnings.items():
            for word, forms in new.items():
                if any(map(str.startswith, forms, repeat(beginning))):
                    self._groups[word] = self._groups.get(word, NOTHING) | {number}

    def _add_phrase(
        self, number: int, phrase: Phrase, words: Sequence[str], answers: dict[int, frozenset[int]]
    ) -> None:
        length = phrase.words[-1][0] + 1
        asked = [(place, lexeme(phrase.field, word)) for place, word in phrase.words]
        spoken = [_forms_of(self.analyser, word) for word in words]
        for start in range(len(words) - length + 1):
            if all(form in spoken[start + place] for place, form in asked):
                for at in range(start, start + length):
                    answers[at] = answers.get(at, NOTHING) | {number}

    def _excerpts(self, summary: str, text: str) -> Iterator[SafeString]:
        source = "\n".join(part for part in (summary, text) if part)[:READ]
        found = self._read(source)
        marked = sorted(found.answers)
        windows: list[Window] = []
        seen: set[int] = set()
        for _ in range(EXCERPTS):
            best = self._best_window(found, marked, windows, seen)
            if best is None:
                break
            windows.append(best)
            seen.update(*(found.answers[at] for at in _within(best, marked)))
        for first, last in sorted(windows):
            yield _quoted(source, found, first, last)

    def _best_window(
        self, found: Words, marked: Sequence[int], taken: Sequence[Window], seen: set[int]
    ) -> Window | None:
        """Return the window that tells most: rare words first, words not yet shown before others."""
        best: tuple[float, int, Window] | None = None
        for at in marked:
            first = max(0, at - BEFORE)
            last = min(len(found.bounds) // 2, first + WORDS_OF_EXCERPT)
            if any(first < other_last and other_first < last for other_first, other_last in taken):
                continue
            within = _within((first, last), marked)
            groups = NOTHING.union(*(found.answers[other] for other in within))
            value = sum(self.plan.groups[number].idf * (0.2 if number in seen else 1.0) for number in groups)
            worth = (value + 0.1 * len(within), -at, (first, last))
            best = max(best, worth) if best else worth
        return best[2] if best else None


@lru_cache(maxsize=REMEMBERED)
def _forms_of(analyser: Analyser, word: str) -> tuple[str, ...]:
    """Return the lexeme of every form by which a word is found; most words of a page come again on the next."""
    return tuple({lexeme(*form) for token in analyser.analyse(word) for form in word_forms(token)})


def highlighter(plan: Plan) -> Highlighter:
    """Return what marks the results of a plan."""
    return Highlighter(plan, words_of_today()[0])


def _within(window: Window, marked: Sequence[int]) -> Sequence[int]:
    """Return the marked words of a window."""
    return marked[bisect_left(marked, window[0]) : bisect_left(marked, window[1])]


def _quoted(text: str, found: Words, first: int, last: int) -> SafeString:
    """Return a part of a text with marks, and dots where the text goes on."""
    start, end = found.span(first)[0], found.span(last - 1)[1]
    if end < len(text) and text[end] in (*ENDS, ")"):
        end += 1
    # A line never begins or ends with dots alone.
    before = "" if first == 0 else f"…{NO_BREAK}"
    behind = "" if end >= len(text.rstrip()) or text[:end].endswith(ENDS) else f"{NO_BREAK}…"
    marks = [(one - start, other - start) for one, other in _places(found, first, last)]
    return SafeString(f"{before}{_marked(text[start:end], marks)}{behind}")  # escaped in _marked


def _places(found: Words, first: int = 0, last: int | None = None) -> list[tuple[int, int]]:
    """Return where what was found begins and ends, of some of the words."""
    last = len(found.bounds) // 2 if last is None else last
    return [found.span(at) for at in range(first, last) if at in found.answers]


def _marked(text: str, places: Sequence[tuple[int, int]]) -> SafeString:
    """Return `text`, escaped, with what stands at these places in `<mark>`."""
    parts, at = [], 0
    for start, end in places:
        parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
        at = end
    return SafeString("".join([*parts, escape(text[at:])]))  # escaped above
