"""Forms of words as PostgreSQL's `tsvector` and `tsquery` take them: one lexeme each, its field as a prefix."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.analysis import Analyser, Token
from search.analysis.fields import Field, word_forms
from search.lexicon import lexeme
from search.query.plan import Alternative, Form, Group, Phrase

LAST_PLACE = 16_383
"""PostgreSQL counts no further."""
MOST_PLACES = 64
"""Of one lexeme under one weight: after so many, another one says nothing more."""
LARGEST_VECTOR = 900_000
"""Bytes; PostgreSQL refuses a megabyte."""
HEAD = ("A", "B")
LEAD = 80
"""Words of a text that count as its beginning."""
REMEMBERED = 10_000
GAP = 10
"""Places kept free between two parts of a document, so that no phrase runs from one into the next."""


class _Vector:
    """A `tsvector` in the making: the places of each lexeme, as many as PostgreSQL takes."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {}
        self.size = 0

    def add(self, words: tuple[str, ...], place: str) -> None:
        """Add the lexemes of one word; those that make it too large are left out."""
        for word in words:
            if found := self.places.get(word):
                if len(found) < MOST_PLACES:
                    found.append(place)
            elif self.size < LARGEST_VECTOR:
                self.size += len(word.encode()) + 12
                self.places[word] = [place]

    def __str__(self) -> str:
        return " ".join(f"{word}:{','.join(places)}" for word, places in self.places.items())


def vectors(weighted: Mapping[str, str], analyser: Analyser) -> tuple[str, str]:
    """Return the texts of two `tsvector`: that for a first ranking, and that of everything.

    Each has every form of every word at its place, with the weight of its part. The first has title and summary or,
    without a summary, how the text begins.
    """
    head, body = _Vector(), _Vector()
    start, lead = 1, 0 if weighted.get("B") else LEAD
    for weight, text in weighted.items():
        is_head = weight in HEAD
        for line in text.splitlines():
            last = start
            for token in analyser.analyse(line):
                last = start + token.position
                words = _lexemes(token.exact, token.stem, token.parts)
                place = f"{last if last < LAST_PLACE else LAST_PLACE}{weight}"  # min() takes longer
                body.add(words, place)
                if is_head or (lead and weight == "D"):
                    head.add(words, place)
                    lead -= not is_head
            start = last + GAP
    return str(head), str(body)


@lru_cache(maxsize=REMEMBERED)
def _lexemes(exact: str, stem: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lexemes of a word, quoted; most words of a text come again."""
    token = Token(0, exact, stem, parts)
    return tuple(dict.fromkeys(quoted(lexeme(field, form)) for field, form in word_forms(token)))


def quoted(word: str) -> str:
    """Return a lexeme between quotes, so that no sign in it can be an operator."""
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def query_of_form(form: Form) -> str:
    """Return the query for one form, or for forms that follow each other."""
    if isinstance(form, Phrase):
        return _phrase(form.field, form.words)
    return quoted(lexeme(form.field, form.text)) + (":*" if form.is_beginning else "")


def _phrase(field: Field, words: tuple[tuple[int, str], ...]) -> str:
    (place, first), *others = words
    query = quoted(lexeme(field, first))
    for at, word in others:
        query += f" <{at - place}> {quoted(lexeme(field, word))}"
        place = at
    return f"({query})"


def query_of_group(group: Group, *, is_loose: bool = False) -> str:
    """Return the query for a word in any of the ways in which a document may have it."""
    return _any(map(_alternative, group.alternatives + (group.loose if is_loose else ())))


def _alternative(alternative: Alternative) -> str:
    parts = [_any(query_of_form(form) for form in part) for part in alternative.parts]
    return parts[0] if len(parts) == 1 else "(" + " & ".join(parts) + ")"


def _any(queries: Iterable[str]) -> str:
    different = list(dict.fromkeys(queries))
    return different[0] if len(different) == 1 else "(" + " | ".join(different) + ")"


def query_of_all(groups: Iterable[Group]) -> str:
    """Return the query for all of these words."""
    return " & ".join(query_of_group(group) for group in groups)


def without(query: str, excluded: Iterable[Group]) -> str:
    """Return a query with words that may not stand in a document."""
    return query + "".join(f" & !{query_of_group(group)}" for group in excluded)
