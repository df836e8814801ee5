"""The one statement of a page of results: how many, which values they have, and the rows of the page.

Only names of our own tables and columns stand in the text of a statement; whatever was typed is a parameter.

What costs is not the index but ranking every match and counting over the matches. So the strictest rung that gives
enough is taken first; a first score reads what stands in the row itself (`head`); only the best `RANKED` get the full
score, over all their text; and each value of every facet is counted in one pass.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from search.engines import scoring
from search.engines.postgresql.lexemes import query_of_all, query_of_form, query_of_group, without
from search.engines.postgresql.tables import Tables
from search.engines.protocol import ENOUGH, MOST_COUNTED, Order, Request, Time
from search.engines.scoring import COVERAGE, PLACES
from search.query.plan import Phrase, Rung

RANKED = 200
"""Matches that get the full score."""
SAMPLE = 8
"""Above `MOST_COUNTED` matches, one of so many is counted and stands for the others."""
RANK = "'{" + ", ".join(str(PLACES[place]) for place in "DCBA") + "}'"
"""The weights in the order in which `ts_rank` takes them."""
ORDERS = {
    Order.NEWEST: "published DESC NULLS LAST, score DESC, id DESC",
    Order.TITLE: "sort_title, id",
    Order.SOONEST: "starts NULLS LAST, id",
    Order.LATEST: "starts DESC NULLS LAST, sort_title, id",
}
BY_SCORE = "is_named DESC, score DESC, first_score DESC, published DESC NULLS LAST, id"
NEWEST_FIRST = "published DESC NULLS LAST, id DESC"
"""Without words everything is as relevant; of one day, the one that came last is the newest."""


@dataclass
class Statement:
    """The statement for one request; `values` fills as it is written."""

    request: Request
    tables: Tables
    now: datetime
    values: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.values |= {"now": self.now, "name": self.request.plan.name, "limit": self.request.limit}
        self.values["step"] = max(self.request.limit, 1)
        self.values |= {"offset": self.request.offset, "since": self.request.since, "until": self.request.until}

    @property
    def text(self) -> str:
        """The statement: one row a hit, each with the totals; a row without a hit when there is none."""
        return f"""
            WITH {self._parts()}
            SELECT {self._totals()}, page.place, page.score, page.groups, e.kind, e.object_id, e.card::json,
                   (SELECT array_agg(v.value) FROM {self.tables.values} v WHERE v.id = ANY(e.facets)),
                   e.summary, e.text
            FROM (SELECT 1) AS always LEFT JOIN page ON true LEFT JOIN {self.tables.entries} e ON e.id = page.id
            ORDER BY page.place
        """

    @property
    def called_so(self) -> str:
        """The condition for what is called exactly so, within the scope, the filters and the time of the request."""
        filters = [
            f"facets && {self._values(f'filter{number}', values)}"
            for number, values in enumerate(self.request.filters.values())
        ]
        return " AND ".join(["names @> ARRAY[%(name)s]", self._kept(), self._in_time(), *filters])

    @property
    def keys(self) -> str:
        """The statement for kind and key of the same rows alone: what nobody reads is not counted or fetched."""
        return f"""WITH {self._parts()}
            SELECT e.kind, e.object_id FROM page JOIN {self.tables.entries} e USING (id) ORDER BY page.place"""

    def _parts(self) -> str:
        return ", ".join([*self._rungs(), self._matched(), self._shown(), *self._ranked(), self._page()])

    def parameter(self, name: str, value: Any, cast: str = "") -> str:
        """Return the placeholder for a value."""
        self.values[name] = value
        return f"%({name})s{cast}"

    # Which entries match

    def _rungs(self) -> Iterator[str]:
        """Yield the tables that find out how strictly the words can be taken."""
        plan = self.request.plan
        required = plan.required
        if len(plan.rungs) < 2:
            return
        strict = self.parameter("all_words", without(query_of_all(required), plan.excluded), "::tsquery")
        entries = self.tables.entries
        yield f"""strict AS MATERIALIZED (SELECT count(*) AS n FROM (
            SELECT FROM {entries} WHERE body @@ {strict} AND {self._kept()} AND {self._in_time()}
            LIMIT {ENOUGH}) AS found)"""
        each = []
        for number, group in enumerate(required):
            query = self.parameter(
                f"word{number}", without(query_of_group(group, is_loose=True), plan.excluded), "::tsquery"
            )
            rarity = self.parameter(f"rarity{number}", group.idf, "::float8")
            each.append(
                f"SELECT id, {rarity} AS rarity FROM {entries} "
                f"WHERE body @@ {query} AND (SELECT n FROM strict) < {ENOUGH}"
            )
        yield f"""loose AS MATERIALIZED (SELECT id, count(*)::int AS groups, sum(rarity) AS rarity
            FROM ({" UNION ALL ".join(each)}) AS every GROUP BY id)"""
        most = dict(plan.rungs).get(Rung.MOST)
        enough = (
            f"""WHEN (SELECT count(*) FROM loose JOIN {entries} USING (id) WHERE groups >= {most}
                AND {self._kept()} AND {self._in_time()}) >= {ENOUGH} THEN {most}"""
            if most
            else ""
        )
        yield f"""needed AS MATERIALIZED (SELECT CASE WHEN (SELECT n FROM strict) >= {ENOUGH} THEN {len(required)}
            {enough} ELSE 1 END AS groups)"""
        yield f"""ids AS (
            SELECT id, {len(required)} AS groups, 0.0::float8 AS rarity FROM {entries}
            WHERE body @@ {strict} AND (SELECT n FROM strict) >= {ENOUGH}
            UNION ALL SELECT id, groups, rarity FROM loose WHERE groups >= (SELECT groups FROM needed))"""

    def _matched(self) -> str:
        """Return the table of matches before filters, past and archived ones too."""
        required = self.request.plan.required
        source, condition, groups, rarity = self.tables.entries, "true", "0", "0.0::float8"
        if len(self.request.plan.rungs) == 1:
            query = without(query_of_group(required[0]), self.request.plan.excluded)
            condition, groups = f"body @@ {self.parameter('word0', query, '::tsquery')}", "1"
        elif required:
            source, groups, rarity = f"ids JOIN {self.tables.entries} USING (id)", "ids.groups", "ids.rarity"
        elif self.request.plan.excluded:
            nothing = " & ".join(f"!{query_of_group(group)}" for group in self.request.plan.excluded)
            condition = f"body @@ {self.parameter('nothing', nothing, '::tsquery')}"
        filters = [
            f"facets && {self._values(f'filter{number}', values)} AS filter{number}"
            for number, values in enumerate(self.request.filters.values())
        ]
        columns = [
            "id",
            "facets",
            f"{groups} AS groups",
            f"{self._first_score(rarity)} AS first_score",
            "%(name)s = ANY(names) AS is_named",
            "coalesce(over_after <= %(now)s, false) AS is_past",
            "is_archived",
            *("published", "starts", "sort_title")[: 3 if self.request.order is not Order.RELEVANCE else 1],
            *filters,
        ]
        return f"""matched AS MATERIALIZED (SELECT {", ".join(columns)} FROM {source}
            WHERE {condition} AND {self._kept()})"""

    def _kept(self) -> str:
        """Return the conditions that no filter or switch lifts."""
        conditions = []
        if self.request.scope:
            conditions.append(f"facets && {self._values('scope', self.request.scope)}")
        day = "coalesce((starts AT TIME ZONE 'Europe/Brussels')::date, published)"
        if self.request.since:
            conditions.append(f"{day} >= %(since)s")
        if self.request.until:
            conditions.append(f"{day} <= %(until)s")
        if self.request.without:
            kind, key = self.request.without
            conditions.append(
                f"(kind, object_id) <> ({self.parameter('not_kind', kind)}, {self.parameter('not_key', key)})"
            )
        return " AND ".join(conditions) or "true"

    def _in_time(self) -> str:
        past = "coalesce(over_after <= %(now)s, false)"
        conditions = {Time.COMING: [f"NOT {past}"], Time.PAST: [past], Time.ALL: []}[self.request.time]
        if not self.request.with_archived:
            conditions.append("NOT is_archived")
        return " AND ".join(conditions) or "true"

    def _values(self, name: str, values: tuple[str, ...]) -> str:
        """Return the keys of facet values; none when no entry ever had them."""
        wanted = self.parameter(name, list(values), "::text[]")
        return f"coalesce((SELECT array_agg(id) FROM {self.tables.values} WHERE value = ANY({wanted})), '{{}}'::int[])"

    # Which of them are shown

    def _time(self) -> str:
        conditions = {Time.COMING: ["NOT is_past"], Time.PAST: ["is_past"], Time.ALL: []}[self.request.time]
        if not self.request.with_archived:
            conditions.append("NOT is_archived")
        return " AND ".join(conditions) or "true"

    def _filtered(self, aside: int | None = None) -> str:
        numbers = [number for number in range(len(self.request.filters)) if number != aside]
        return " AND ".join(f"filter{number}" for number in numbers) or "true"

    def _shown(self) -> str:
        return f"""shown AS MATERIALIZED (SELECT * FROM matched WHERE {self._time()} AND {self._filtered()}),
            sample AS MATERIALIZED (
                SELECT CASE WHEN count(*) > {MOST_COUNTED} THEN {SAMPLE} ELSE 1 END AS step FROM shown)"""

    def _totals(self) -> str:
        past = "is_past" if self.request.time is not Time.PAST else "NOT is_past"
        has_rungs = len(self.request.plan.rungs) > 1
        strict, needed = ("(SELECT n FROM strict)", "(SELECT groups FROM needed)") if has_rungs else ("0", "1")
        sampled = "id %% (SELECT step FROM sample) = 0"
        without = [
            self._counts(f"matched WHERE {sampled} AND {self._time()} AND {self._filtered(aside=number)}")
            for number in range(len(self.request.filters))
        ]
        counts = [self._counts(f"shown WHERE {sampled}"), *without] if self.request.with_counts else []
        return f"""
            (SELECT count(*) FROM shown),
            (SELECT count(*) FROM matched WHERE {past} AND {self._filtered()}),
            (SELECT count(*) FROM matched WHERE is_archived AND {self._filtered()}),
            {strict}, {needed}, ARRAY[{", ".join(counts)}]::json[]"""

    def _counts(self, source: str) -> str:
        return f"""(SELECT coalesce(json_object_agg(v.value, counted.n * (SELECT step FROM sample)), '{{}}') FROM (
            SELECT value, count(*) AS n FROM (SELECT unnest(facets) AS value FROM {source}) AS every GROUP BY value
            ) AS counted JOIN {self.tables.values} v ON v.id = counted.value)"""

    # In which order

    def _first_score(self, rarity: str) -> str:
        """Return the score that reads what stands in the row: which words the title and the summary have."""
        terms = []
        for number, group in enumerate(self.request.plan.groups):
            query = self.parameter(f"group{number}", query_of_group(group), "::tsquery")
            terms.append(f"{self.parameter(f'idf{number}', group.idf, '::float8')} * ts_rank({RANK}, head, {query})")
        return " + ".join([rarity, *terms])

    def _ranked(self) -> Iterator[str]:
        """Yield the table with the full score of the best matches."""
        ranks = self.ranks()
        if not ranks:
            return
        terms = [
            f"{self.parameter(f'score{number}', weighted.score, '::float8')} * {rank}"
            for number, (weighted, rank) in enumerate(zip(self.request.plan.forms, ranks, strict=True))
        ]
        number = max(len(self.request.plan.required), 1)
        yield f"""best AS MATERIALIZED (SELECT id, groups, first_score FROM shown
            ORDER BY is_named DESC, first_score DESC, published DESC NULLS LAST, id LIMIT {RANKED})"""
        yield f"""ranked AS MATERIALIZED (
            SELECT id, ({" + ".join(terms)}) * power(groups::float8 / {number}, {COVERAGE}) * {self._factor()} AS score
            FROM (SELECT best.id, best.groups, e.body || ''::tsvector AS body, e.weight, e.quality, e.uptake,
                         e.facets, e.starts
                  FROM best JOIN {self.tables.entries} e USING (id) OFFSET 0) AS read)"""

    def ranks(self) -> list[str]:
        """Return for every form what the places give where it stands; of a phrase only where its words follow."""
        ranks = []
        for number, weighted in enumerate(self.request.plan.forms):
            query = self.parameter(f"form{number}", query_of_form(weighted.form), "::tsquery")
            stands = f" * (body @@ {query})::int" if isinstance(weighted.form, Phrase) else ""
            ranks.append(f"ts_rank({RANK}, body, {query}){stands}")
        return ranks

    def _factor(self) -> str:
        """Return the bounded factor for quality and uptake; and what is preferred of the values."""
        factor = " * ".join(FACTORS.values())
        for number, (value, bonus) in enumerate(self.request.prefer.items()):
            share = self.parameter(f"bonus{number}", bonus, "::float8")
            factor += f" * (1 + {share} * (facets && {self._values(f'prefer{number}', (value,))})::int)"
        return factor

    def _page(self) -> str:
        is_ranked = bool(self.request.plan.groups)
        score = "coalesce(ranked.score, 0)" if is_ranked else "0.0::float8"
        join = "LEFT JOIN ranked USING (id)" if is_ranked else ""
        order = self._order()
        return f"""page AS (SELECT *, row_number() OVER () AS place FROM (
            SELECT shown.*, {score} AS score FROM shown {join} ORDER BY {order}
            LIMIT %(limit)s OFFSET least(%(offset)s::bigint,
                greatest(0, ((SELECT count(*) FROM shown) - 1) / %(step)s * %(step)s))) AS ordered)"""

    def _order(self) -> str:
        first = f"(facets && {self._values('first', (self.request.first,))}) DESC, " if self.request.first else ""
        best = BY_SCORE if self.request.plan.groups else NEWEST_FIRST
        if self.request.order is Order.LIKE_MINE:
            return first + self._tiers() + best
        return first + ORDERS.get(self.request.order, best)

    def _tiers(self) -> str:
        """Return the order of items by the first tier of which they have all values."""
        cases = []
        for number, tier in enumerate(self.request.near):
            has = [f"facets && {self._values(f'near{number}_{at}', (value,))}" for at, value in enumerate(tier)]
            cases.append(f"WHEN {' AND '.join(has)} THEN {number}")
        return f"CASE {' '.join(cases)} ELSE {len(cases)} END, " if cases else ""


FACTORS = {
    "kind": "weight",
    "quality": f"({scoring.QUALITY_FROM} + {scoring.QUALITY_STEP} * quality)",
    "uptake": f"(1 + {scoring.UPTAKE_STEP} * least(uptake, {scoring.MOST_UPTAKE}))",
    "coming": f"(CASE WHEN starts > %(now)s THEN {scoring.COMING} ELSE 1 END)",
}
"""What its kind counts for; quality (four steps), uptake, and that it is still to come: these within 0.96 and 1.2."""
