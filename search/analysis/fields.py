"""The three fields in which a word is looked for, and its forms in each: what every engine indexes."""

from collections.abc import Iterator
from enum import StrEnum

from search.analysis.analyser import Token
from search.analysis.tokens import folded


class Field(StrEnum):
    """Where a form of a word is looked for; the value is the prefix of its lexemes in PostgreSQL."""

    EXACT = "x"
    STEM = "s"
    PARTS = "p"


WEIGHTS = {Field.EXACT: 1.0, Field.STEM: 0.7, Field.PARTS: 0.4}
"""What a match counts for: the word as it is written, another form of it, a part of a compound."""


def word_forms(token: Token) -> Iterator[tuple[Field, str]]:
    """Return the forms by which a word of a text is found; one with accents also without them."""
    yield Field.EXACT, token.exact
    if not token.exact.isascii() and (plain := folded(token.exact)) != token.exact:
        yield Field.EXACT, plain
    if token.stem:
        yield Field.STEM, token.stem
    for part in token.parts:
        yield Field.PARTS, part
