"""From the words of a plan to queries: what a document must have, and what that counts for."""

import math
from collections.abc import Iterable
from typing import Any

from search.analysis.fields import Field
from search.engines.scoring import LIMIT_OF_RANK
from search.lexicon import lexeme
from search.query.plan import Alternative, Form, Group, Lexeme, Phrase, Plan, Weighted

Query = dict[str, Any]
PLACED = {Field.EXACT: "exact", Field.STEM: "stem"}
ONE_PLACE = 0.6079
"""Rank of a word that stands in a title once: what a beginning counts for, of which no document tells how often."""


def expected_matches(plan: Plan, needed: int) -> float:
    """Return how many documents have the required words, if they stood in them independently of each other.

    Nothing where few words are enough, which follows on few matches.
    """
    if needed < len(plan.required):
        return 0.0
    expected = float(plan.documents)
    for group in plan.required:
        # The inverse of search.lexicon.Frequencies.rarity.
        expected *= min(1.0, math.exp(-group.idf) * (plan.documents + 1) / max(plan.documents, 1))
    return expected


def query_of_group(group: Group, *, is_loose: bool = False) -> Query:
    """Return the query for a word in any of the ways in which a document may have it."""
    ways = [_alternative(way) for way in group.alternatives + (group.loose if is_loose else ())]
    return any_of([query for way in ways for query in way])


def _alternative(alternative: Alternative) -> list[Query]:
    """Return the queries of which a document must have one: one for each form, or one for all parts together."""
    if len(alternative.parts) == 1:
        return [query_of_form(form) for form in alternative.parts[0]]
    return [all_of([any_of([query_of_form(form) for form in part]) for part in alternative.parts])]


def query_of_form(form: Form) -> Query:
    """Return the query for one form, or for forms that follow each other."""
    if isinstance(form, Phrase):
        return _phrase(form)
    if form.is_beginning:
        return {"prefix": {"exact": {"value": form.text}}}
    return {"term": {"rank": lexeme(form.field, form.text)}}


def _phrase(phrase: Phrase) -> Query:
    field = PLACED[phrase.field]
    clauses: list[Query] = []
    last = -1
    for place, word in phrase.words:
        if gap := place - last - 1:
            clauses.append({"span_gap": {field: gap}})
        clauses.append({"span_term": {field: word}})
        last = place
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def scored(weighted: Weighted) -> Query:
    """Return the query that scores a form: what it counts for, times its rank in the document."""
    form = weighted.form
    if isinstance(form, Lexeme) and not form.is_beginning:
        return {"term": {"rank": {"value": lexeme(form.field, form.text), "boost": weighted.score}}}
    if isinstance(form, Lexeme):
        return constant(query_of_form(form), weighted.score * ONE_PLACE)
    # PostgreSQL ranks words that follow each other by their distance, up to the full weight of their place: about
    # what their ranks are together, without the limit of a single word.
    share = weighted.score * LIMIT_OF_RANK / len(form.words)
    words = [{"term": {"rank": {"value": lexeme(form.field, word), "boost": share}}} for _, word in form.words]
    return {"bool": {"filter": [query_of_form(form)], "should": words}}


def has_one(values: Iterable[str]) -> Query:
    """Return the query for what has one of these facet values."""
    return {"terms": {"facets": list(values)}}


def constant(query: Query, score: float) -> Query:
    """Return the query that gives each document that has this the same score."""
    return {"constant_score": {"filter": query, "boost": score}}


def all_of(queries: list[Query]) -> Query:
    """Return the query for what has all of these, without a score."""
    return queries[0] if len(queries) == 1 else {"bool": {"filter": queries or [{"match_all": {}}]}}


def any_of(queries: list[Query]) -> Query:
    """Return the query for what has one of these."""
    different = list({repr(query): query for query in queries}.values())
    return different[0] if len(different) == 1 else {"bool": {"should": different}}


def none_of(queries: list[Query]) -> Query:
    """Return the query for what has none of these."""
    return {"bool": {"must_not": queries}}
