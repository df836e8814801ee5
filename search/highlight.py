"""What was found, marked in title and text: the same for every engine, from the forms that the plan asked for.

A word of the text is analysed as it was when it was indexed; it is marked when one of its forms was asked. Words
between quotes are marked where they follow each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.wording import NO_BREAK
from search.analysis import Analyser
from search.analysis.fields import Field, word_forms
from search.query.plan import Group, Phrase, Plan
from search.query.vocabulary import words_of_today

WORD = re.compile(r"[^\W_](?:[^\s/]*[^\W_])?")
EXCERPTS = 2
WORDS_OF_EXCERPT = 24
BEFORE = 5
"""Words that are shown before the first one that was found."""
READ = 30_000
"""Signs of a text in which an excerpt is looked for."""
REMEMBERED = 6_000
"""Words of which the forms are kept, some four megabytes."""
ENDS = (".", "!", "?", "…", ":")


@dataclass(frozen=True)
class Excerpts:
    """What is shown of one result."""

    title: SafeString
    excerpts: tuple[SafeString, ...] = ()
    """Parts of the text in which something was found; none when it was found elsewhere (a tag, a theme)."""


@dataclass(frozen=True)
class Found:
    """A word of a text at its place, with the groups of the question that it answers."""

    start: int
    end: int
    groups: frozenset[int] = frozenset()


class Highlighter:
    """Marks what one plan asked for."""

    def __init__(self, plan: Plan, analyser: Analyser) -> None:
        self.analyser, self.plan = analyser, plan
        self.asked: dict[tuple[Field, str], set[int]] = {}
        self.beginnings: dict[str, int] = {}
        self.phrases: list[tuple[int, Phrase]] = []
        for number, group in enumerate(plan.groups):
            self._ask(number, group)
        self._known = cache(self._of_word)  # most words of a page come again
        self.is_needed = bool(self.asked or self.beginnings or self.phrases)

    def highlighted(self, title: str, summary: str, text: str) -> Excerpts:
        """Return the title with marks, and the best parts of the text."""
        if not self.is_needed:
            return Excerpts(escape(title))
        words = self._read(title)
        return Excerpts(_marked(title, words), tuple(self._excerpts(summary, text)))

    def _ask(self, number: int, group: Group) -> None:
        for weighted in group.forms:
            form = weighted.form
            if isinstance(form, Phrase):
                self.phrases.append((number, form))
            elif form.is_beginning:
                self.beginnings[form.text] = number
            else:
                self.asked.setdefault((form.field, form.text), set()).add(number)

    def _read(self, text: str) -> list[Found]:
        words, spoken = [], []
        for match in WORD.finditer(text):
            groups, found = self._known(match.group())
            words.append(Found(match.start(), match.end(), groups))
            spoken.append(found)
        for number, phrase in self.phrases:
            self._mark_phrase(number, phrase, words, spoken)
        return words

    def _of_word(self, word: str) -> tuple[frozenset[int], frozenset[tuple[Field, str]]]:
        """Return the groups that a word answers, and its forms."""
        found = _forms_of(self.analyser, word)
        groups = {number for form in found for number in self.asked.get(form, ())}
        groups |= {
            number
            for beginning, number in self.beginnings.items()
            if any(field is Field.EXACT and text.startswith(beginning) for field, text in found)
        }
        return frozenset(groups), found

    def _mark_phrase(
        self, number: int, phrase: Phrase, words: list[Found], spoken: Sequence[frozenset[tuple[Field, str]]]
    ) -> None:
        length = phrase.words[-1][0] + 1
        for start in range(len(words) - length + 1):
            if all((phrase.field, word) in spoken[start + place] for place, word in phrase.words):
                for at in range(start, start + length):
                    words[at] = Found(words[at].start, words[at].end, words[at].groups | {number})

    def _excerpts(self, summary: str, text: str) -> Iterator[SafeString]:
        source = "\n".join(part for part in (summary, text) if part)[:READ]
        words = self._read(source)
        windows: list[tuple[int, int]] = []
        seen: set[int] = set()
        for _ in range(EXCERPTS):
            best = self._best_window(words, windows, seen)
            if best is None:
                break
            windows.append(best)
            seen |= {number for word in words[best[0] : best[1]] for number in word.groups}
        for first, last in sorted(windows):
            yield _quoted(source, words, first, last)

    def _best_window(
        self, words: Sequence[Found], taken: Sequence[tuple[int, int]], seen: set[int]
    ) -> tuple[int, int] | None:
        """Return the window that tells most: rare words first, words not yet shown before others."""
        best: tuple[float, int, tuple[int, int]] | None = None
        for at, word in enumerate(words):
            if not word.groups:
                continue
            first = max(0, at - BEFORE)
            last = min(len(words), first + WORDS_OF_EXCERPT)
            if any(first < other_last and other_first < last for other_first, other_last in taken):
                continue
            groups = {number for other in words[first:last] for number in other.groups}
            value = sum(self.plan.groups[number].idf * (0.2 if number in seen else 1.0) for number in groups)
            marks = sum(bool(other.groups) for other in words[first:last])
            worth = (value + 0.1 * marks, -at, (first, last))
            best = max(best, worth) if best else worth
        return best[2] if best else None


@lru_cache(maxsize=REMEMBERED)
def _forms_of(analyser: Analyser, word: str) -> frozenset[tuple[Field, str]]:
    """Return every form by which a word is found; most words of a page come again on the next."""
    return frozenset(form for token in analyser.analyse(word) for form in word_forms(token))


def highlighter(plan: Plan) -> Highlighter:
    """Return what marks the results of a plan."""
    return Highlighter(plan, words_of_today()[0])


def _quoted(text: str, words: Sequence[Found], first: int, last: int) -> SafeString:
    """Return a part of a text with marks, and dots where the text goes on."""
    start, end = words[first].start, words[last - 1].end
    if end < len(text) and text[end] in (*ENDS, ")"):
        end += 1
    # A line never begins or ends with dots alone.
    before = "" if first == 0 else f"…{NO_BREAK}"
    behind = "" if end >= len(text.rstrip()) or text[:end].endswith(ENDS) else f"{NO_BREAK}…"
    shown = [Found(word.start - start, word.end - start, word.groups) for word in words[first:last]]
    return mark_safe(f"{before}{_marked(text[start:end], shown)}{behind}")  # noqa: S308  escaped in _marked


def _marked(text: str, words: Sequence[Found]) -> SafeString:
    """Return `text`, escaped, with what was found in `<mark>`."""
    parts, at = [], 0
    for word in words:
        if word.groups:
            parts += [escape(text[at : word.start]), f"<mark>{escape(text[word.start : word.end])}</mark>"]
            at = word.end
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308  escaped above
