"""What search tells the operator: how far the index is behind, and which engine answers."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection
from prometheus_client import Metric
from prometheus_client.core import GaugeMetricFamily

from search.engines import engine
from search.engines.fallback import FallbackEngine

QUEUE = """
    SELECT count(*) FILTER (WHERE NOT is_aside),
        coalesce(extract(epoch FROM clock_timestamp() - min(created) FILTER (WHERE NOT is_aside)), 0)::float,
        count(*) FILTER (WHERE is_aside),
        coalesce((SELECT last_value FROM search_revision) - min(revision) FILTER (WHERE NOT is_aside) + 1, 0)
    FROM search_outbox"""
NAMES = (
    ("samenwijs_search_queue", "Changes that wait to be delivered to the index."),
    ("samenwijs_search_queue_oldest_seconds", "Age of the oldest change that waits."),
    ("samenwijs_search_queue_aside", "Changes that the index refuses for good."),
    (
        "samenwijs_search_index_lag",
        "Revisions from the oldest that the index has not acknowledged to the newest; what is set aside left out.",
    ),
)


def figures() -> Iterator[Metric]:
    """Measure the queue, when there is an index to deliver to."""
    if settings.SEARCH_ENGINE == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(QUEUE)
        values = cursor.fetchone()
    for (name, meaning), value in zip(NAMES, values, strict=True):
        yield GaugeMetricFamily(name, meaning, value=max(0, value))


def who_answers() -> str:
    """Return which engine answers, and why when it is not the one of the settings."""
    if not isinstance(engine, FallbackEngine):
        return "postgresql"
    reason = engine.away()
    return f"postgresql (elasticsearch is away: {reason})" if reason else "elasticsearch"
