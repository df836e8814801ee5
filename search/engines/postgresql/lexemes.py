"""From the terms of a question to PostgreSQL's query, with the database's own analysis of each term.

A term is found by its stem (`dutch`) or by its exact form (`simple`), so that names and whole compounds are found too.
The text of a query is put together from what PostgreSQL itself wrote, never from what was typed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from search.engines.protocol import Rung
from search.query.questions import Question, Term

ANALYSE = """
    WITH terms AS (SELECT * FROM unnest(%(terms)s::text[]) WITH ORDINALITY AS t(term, number))
    SELECT set_config('statement_timeout', %(timeout)s, true),
           array(SELECT phraseto_tsquery('dutch', term)::text FROM terms ORDER BY number),
           array(SELECT phraseto_tsquery('simple', term)::text FROM terms ORDER BY number)
"""
LONG_LEXEME = re.compile(r"'[^']{3,}'")
"""One word of at least three letters: a shorter beginning would find everything."""


@dataclass(frozen=True)
class Group:
    """One term as PostgreSQL knows it; `stem` is empty for a stop word, `exact` for signs without a word."""

    stem: str
    exact: str
    is_exact: bool

    def condition(self, *, beginnings: bool = False) -> str:
        """Return the part of a query that this term asks for; with `beginnings`, words that start with it too."""
        forms = [self.exact] if self.is_exact else [self.exact, self.stem]
        if beginnings and not self.is_exact and LONG_LEXEME.fullmatch(self.exact):
            forms.append(f"{self.exact}:*")
        return "(" + " | ".join(f"({form})" for form in dict.fromkeys(forms) if form) + ")"


@dataclass(frozen=True)
class Analysed:
    """A question as PostgreSQL knows it."""

    wanted: tuple[Group, ...]
    unwanted: tuple[Group, ...]

    def rungs(self) -> list[tuple[Rung, str]]:
        """Return the queries to ask, the strictest first."""
        queries = {
            Rung.ALL: " & ".join(group.condition() for group in self.wanted),
            Rung.BEGINNINGS: " & ".join(group.condition(beginnings=True) for group in self.wanted),
            Rung.ANY: " | ".join(group.condition(beginnings=True) for group in self.wanted),
        }
        without = "".join(f" & !{group.condition()}" for group in self.unwanted)
        steps: list[tuple[Rung, str]] = []
        for rung, query in queries.items():
            asked = f"({query}){without}"
            if query and asked not in [earlier for _, earlier in steps]:
                steps.append((rung, asked))
        return steps


def analyse(question: Question, timeout: int) -> Analysed:
    """Return the question as PostgreSQL knows it; from here on a statement may take `timeout` milliseconds.

    Stop words are left out, unless there is nothing else.
    """
    terms: Sequence[Term] = (*question.wanted, *question.unwanted)
    with connection.cursor() as cursor:
        cursor.execute(ANALYSE, {"timeout": str(timeout), "terms": [term.text for term in terms]})
        _, stems, exacts = cursor.fetchone()
    groups = [Group(stem, exact, term.is_exact) for term, stem, exact in zip(terms, stems, exacts, strict=True)]
    wanted = [group for group in groups[: len(question.wanted)] if group.exact]
    unwanted = [group for group in groups[len(question.wanted) :] if group.exact]
    return Analysed(wanted=tuple(g for g in wanted if g.stem or g.is_exact) or tuple(wanted), unwanted=tuple(unwanted))
