"""What the scores of some items are made of: the expressions of the statement of a page, one by one."""

from collections.abc import Iterable, Sequence

from search.engines.postgresql.lexemes import query_of_group
from search.engines.postgresql.statements import FACTORS, Statement
from search.query.plan import Group


class AnatomyStatement(Statement):
    """The statement that takes the scores of some items apart."""

    def text_for(self, items: Sequence[tuple[str, str]]) -> str:
        """Return the statement: one row an item that exists, found or not."""
        kinds = self.parameter("kinds", [kind for kind, _ in items], "::text[]")
        keys = self.parameter("keys", [key for _, key in items], "::text[]")
        plan, ranks = self.request.plan, self.ranks()
        queries = [f"%(form{number})s::tsquery" for number in range(len(ranks))]
        places = [
            f"(SELECT coalesce(string_agg(upper(w), '' ORDER BY w), '') FROM unnest('{{a,b,c,d}}'::text[]) AS w "
            f'WHERE ts_filter(body, ARRAY[w::"char"]) @@ {query})'
            for query in queries
        ]
        has = [self._has(f"group{number}", [group]) for number, group in enumerate(plan.groups)]
        required = [f"({self._has(f'word{number}', [group])})::int" for number, group in enumerate(plan.required)]
        return f"""
            SELECT e.kind, e.object_id, e.card::json,
                   (SELECT array_agg(v.value) FROM {self.tables.values} v WHERE v.id = ANY(e.facets)),
                   e.summary, e.text,
                   ARRAY[{", ".join(ranks)}]::float8[], ARRAY[{", ".join(places)}]::text[],
                   ARRAY[{", ".join(has)}]::bool[], {" + ".join(required) or "0"},
                   {self._has("excluded", plan.excluded) if plan.excluded else "false"},
                   ARRAY[{", ".join(FACTORS.values())}]::float8[], %(name)s = ANY(names),
                   coalesce(over_after <= %(now)s, false), is_archived
            FROM {self.tables.entries} e
            WHERE (e.kind, e.object_id) IN (SELECT * FROM unnest({kinds}, {keys}))
        """

    def _has(self, name: str, groups: Iterable[Group]) -> str:
        """Return whether a document has one of these words, in any way that counts."""
        query = " | ".join(query_of_group(group, is_loose=True) for group in groups)
        return f"body @@ {self.parameter(name, query, '::tsquery')}"
