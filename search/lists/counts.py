"""How many items of a kind have each value: asked of the entries themselves, for the numbers on other pages."""

from collections import Counter
from collections.abc import Mapping

from django.db import connection
from django.utils import timezone

from portal.finding.listings import ALL, COMING, PAST

STATEMENT = """
    SELECT counted.is_past, v.value, counted.n
    FROM (SELECT is_past, value, count(*) AS n
          FROM (SELECT coalesce(over_after <= %s, false) AS is_past, unnest(facets) AS value
                FROM search_entry WHERE kind = %s AND NOT is_archived) AS every
          GROUP BY is_past, value) AS counted
    JOIN search_facetvalue v ON v.id = counted.value
"""


def counts_of(kind: str) -> Mapping[str, Mapping[str, int]]:
    """Return the counts of the values of a kind: of what is to come or has no day, of what is past, of all. One query.

    They are those of its listing without filters.
    """
    counts: dict[str, Counter[str]] = {COMING: Counter(), PAST: Counter()}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, [timezone.now(), kind])
        for is_past, value, number in cursor.fetchall():
            counts[PAST if is_past else COMING][value] = number
    return {**counts, ALL: counts[COMING] + counts[PAST]}
