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
LEAD = 500
"""Signs of a text that count as its beginning."""
REMEMBERED = 10_000
GAP = 10
"""Places kept free between two parts of a document, so that no phrase runs from one into the next."""


def head(weighted: Mapping[str, str], analyser: Analyser) -> str:
    """Return the vector for a first ranking: title and summary; without a summary, how the text begins."""
    lead = "" if weighted.get("B") else weighted.get("D", "")[:LEAD]
    return vector({"A": weighted.get("A", ""), "B": weighted.get("B", ""), "D": lead}, analyser)


def vector(weighted: Mapping[str, str], analyser: Analyser) -> str:
    """Return the text of a `tsvector`: every form of every word at its place, with the weight of its part."""
    places: dict[str, list[str]] = {}
    start, size = 1, 0
    for weight, text in weighted.items():
        for line in text.splitlines():
            last = start
            for token in analyser.analyse(line):
                last = start + token.position
                place = f"{min(last, LAST_PLACE)}{weight}"
                for word in _lexemes(token.exact, token.stem, token.parts):
                    if word not in places:
                        size += len(word.encode()) + 12
                        if size > LARGEST_VECTOR:
                            return _written(places)
                        places[word] = [place]
                    elif len(places[word]) < MOST_PLACES:
                        places[word].append(place)
            start = last + GAP
    return _written(places)


@lru_cache(maxsize=REMEMBERED)
def _lexemes(exact: str, stem: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the lexemes of a word, quoted; most words of a text come again."""
    token = Token(0, exact, stem, parts)
    return tuple(dict.fromkeys(quoted(lexeme(field, form)) for field, form in word_forms(token)))


def _written(places: Mapping[str, list[str]]) -> str:
    return " ".join(f"{word}:{','.join(found)}" for word, found in places.items())


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
