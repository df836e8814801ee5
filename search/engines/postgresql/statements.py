"""The two statements of a page of results: what there is in all, and the rows of one page.

Only names of filters that the code knows are put into the text of a statement; whatever was typed is a parameter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from search.engines.protocol import START, STOP
from search.parameters import FILTERS, Order, SearchParameters

IN_TIME = "(%(with_past)s OR NOT is_past)"
COUNTED = ("soort", "thema")
"""Filters of which the values are counted."""

RANK = "'{0.1, 0.3, 0.5, 1}'"
"""Weights of D, C, B and A: a word in a title says more than one in a running text."""

ORDERS = {
    Order.RELEVANCE: "is_named DESC, rank DESC, published DESC NULLS LAST, id",
    Order.NEWEST: "published DESC NULLS LAST, rank DESC, id",
}
FOUND_WORD = f'StartSel="{START}", StopSel="{STOP}"'
TITLE = f"{FOUND_WORD}, HighlightAll=true"
EXCERPT = f'{FOUND_WORD}, MaxFragments=2, MaxWords=22, MinWords=12, FragmentDelimiter=" … "'
EXCERPT_FROM = 20_000
"""Signs of a text in which an excerpt is looked for."""


@dataclass(frozen=True)
class Asked:
    """A request as both statements read it; without a query every entry matches."""

    parameters: SearchParameters
    name: str
    query: str
    now: datetime

    @property
    def values(self) -> dict[str, Any]:
        """Return the parameters of the statements."""
        wanted = {name: [f"{name}:{value}" for value in self.parameters.values(name)] for name in FILTERS}
        return wanted | {
            "query": self.query,
            "name": self.name,
            "now": self.now,
            "with_past": self.parameters.with_past,
        }

    @property
    def matches(self) -> str:
        """Return the condition on the words."""
        return "vector @@ %(query)s::tsquery" if self.query else "true"

    def filtered(self, except_for: str = "") -> str:
        """Return the condition of the filters that are on, with one left aside."""
        on = [name for name in FILTERS if name != except_for and self.parameters.values(name)]
        return " AND ".join(["true", *(f"facets && %({name})s::varchar[]" for name in on)])


def counting(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Return the statement that gives the total, the past ones, and per filter the count of each value."""
    facets = ", ".join(_count_of(name, asked) for name in COUNTED)
    statement = f"""
        WITH matched AS MATERIALIZED (
            SELECT facets, coalesce(over_after <= %(now)s, false) AS is_past FROM search_entry WHERE {asked.matches})
        SELECT (SELECT count(*) FROM matched WHERE {IN_TIME} AND {asked.filtered()}),
               (SELECT count(*) FROM matched WHERE is_past AND {asked.filtered()}),
               {facets}
    """  # noqa: S608  names of filters of our own
    return statement, asked.values


def _count_of(name: str, asked: Asked) -> str:
    """Return the column that counts the values of one filter, its own values left aside."""
    return f"""
        (SELECT coalesce(json_object_agg(value, number), '{{}}') FROM (
            SELECT value, count(*) AS number FROM matched, unnest(facets) AS value
            WHERE starts_with(value, '{name}:') AND {IN_TIME} AND {asked.filtered(except_for=name)}
            GROUP BY value) AS counted)"""  # noqa: S608  names of filters of our own


def rows(asked: Asked, *, limit: int, offset: int) -> tuple[str, dict[str, Any]]:
    """Return the statement that gives one page of hits: kind, object, card, facets, title and excerpt with marks."""
    query = "%(query)s::tsquery"
    rank = f"ts_rank({RANK}, vector, {query})" if asked.query else "0"
    title = f"ts_headline('dutch', title, {query}, %(title)s)" if asked.query else "''"
    excerpt = (
        f"ts_headline('dutch', left(concat_ws(E'\\n', summary, text), {EXCERPT_FROM}), {query}, %(excerpt)s)"
        if asked.query
        else "''"
    )
    order = ORDERS[asked.parameters.order]
    statement = f"""
        WITH page AS (
            SELECT id, %(name)s = ANY(names) AS is_named, {rank} AS rank FROM search_entry
            WHERE {asked.matches} AND {asked.filtered()}
              AND (%(with_past)s OR over_after IS NULL OR over_after > %(now)s)
            ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s)
        SELECT kind, object_id, card::json, facets, {title}, {excerpt}
        FROM page JOIN search_entry USING (id) ORDER BY {order}
    """  # noqa: S608  names of filters and orders of our own
    return statement, asked.values | {"limit": limit, "offset": offset, "title": TITLE, "excerpt": EXCERPT}


def by_name_only(asked: Asked, *, limit: int) -> tuple[str, Mapping[str, Any]]:
    """Return the statement for when there was no time: what is called exactly so, without rank or counts."""
    statement = f"""
        SELECT kind, object_id, card::json, facets, '', '' FROM search_entry
        WHERE names @> ARRAY[%(name)s] AND {asked.filtered()}
          AND (%(with_past)s OR over_after IS NULL OR over_after > %(now)s)
        ORDER BY id LIMIT %(limit)s
    """  # noqa: S608  names of filters of our own
    return statement, asked.values | {"limit": limit}
