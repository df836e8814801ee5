"""An index that follows at once, for tests on Elasticsearch: the real engine, the real outbox, the real delivery.

A site's index follows within seconds, by a process of its own. Here the same delivery is made just before the engine is
asked, in the transaction of the test: so a test sees what it wrote, as it does on PostgreSQL, and one that never asks
pays nothing. A test's transaction is rolled back and the index is not; therefore each test begins by removing what is no
entry any more.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from search.delivery import deliver
from search.engines import engine
from search.engines.elastic.bulk import Change, send
from search.engines.elastic.connection import Cluster, cluster_of_settings
from search.engines.elastic.documents import item_of
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.mapping import DEEPEST_RESULT, FORMAT, MAPPINGS, SETTINGS
from search.engines.elastic.state import words
from search.engines.protocol import Anatomy, EngineAwayError, Request, Results, Suggestion
from search.entries import Entry
from search.query.plan import Plan

DEADLINE = 10.0
"""Seconds; these tests are about answers, on machines that have much else to do."""


class FollowingEngine(ElasticEngine):
    """Delivers before it is asked, and fails the test when Elasticsearch is away: PostgreSQL's answer would hide it."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(cluster)
        self.index = ""
        """The name of the index, once it is made."""
        self.is_of_this_test = False
        self.is_behind = False
        """Something was written that is not delivered."""

    def search(self, request: Request) -> Results:
        with self._followed():
            return super().search(request)

    def keys(self, request: Request) -> tuple[tuple[str, str], ...]:
        with self._followed():
            return super().keys(request)

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        with self._followed():
            return super().suggest(typed, limit)

    def explain(self, plan: Plan, items: Sequence[tuple[str, str]]) -> tuple[Anatomy, ...]:
        with self._followed():
            return super().explain(plan, items)

    def apply(self, values: Any) -> None:
        self.is_behind = True
        super().apply(values)

    def withdraw(self, kind: str, object_ids: Any) -> list[str]:
        self.is_behind = True
        return super().withdraw(kind, object_ids)

    def remove_index(self) -> None:
        """Leave nothing behind."""
        if self.index:
            self.cluster.client.indices.delete(index=self.index)
            self.index = ""

    @contextmanager
    def _followed(self) -> Iterator[None]:
        try:
            with _not_counted():
                self._follow()
            yield
        except EngineAwayError as error:
            raise AssertionError(f"Elasticsearch is away: {error}") from error

    def _follow(self) -> None:
        if not self.index:
            self._make_index()
        if not self.is_of_this_test:
            self._forget_other_tests()
            self.is_of_this_test = True
        elif connection.in_atomic_block and not self.is_behind:
            return  # nobody else writes what this test can see
        while (delivered := deliver(self.cluster)).taken:
            assert not delivered.errors, delivered.errors
        self.is_behind = False

    def _make_index(self) -> None:
        self.index = f"{self.cluster.alias}-{words()}-{FORMAT}-1"
        # What is found was delivered and refreshed, and never came by waiting.
        settings = SETTINGS | {"refresh_interval": "-1"}
        self.cluster.client.indices.create(
            index=self.index, settings=settings, mappings=MAPPINGS, aliases={self.cluster.alias: {}}
        )

    def _forget_other_tests(self) -> None:
        """Remove what is no entry, or another version of it than the entry is."""
        held = self.cluster.search(size=DEEPEST_RESULT, source=False, version=True)["hits"]["hits"]
        versions = {item_of(hit["_id"]): hit["_version"] for hit in held}
        entries = Entry.objects.values_list("kind", "object_id", "revision") if versions else ()
        known = {(kind, object_id): revision for kind, object_id, revision in entries}
        strange = [Change(*item, version) for item, version in versions.items() if known.get(item) != version]
        assert not [answer.error for answer in send(self.cluster, self.cluster.alias, strange, refresh=True) if answer.error]


@contextmanager
def _not_counted() -> Iterator[None]:
    """Keep queries out of the budgets of a page: on a site another process asks them."""
    is_counting, connection.force_debug_cursor = connection.force_debug_cursor, False
    try:
        yield
    finally:
        connection.force_debug_cursor = is_counting


def follow(cluster: Cluster) -> FollowingEngine:
    """Return the engine on a cluster, with more patience than a reader has."""
    cluster.deadline = DEADLINE
    return FollowingEngine(cluster)


def let_the_index_follow(worker: str) -> FollowingEngine:
    """Let the engine of the settings follow at once, in an index of this worker of xdist."""
    cluster = cluster_of_settings()
    cluster.prefix = f"{cluster.prefix}-{worker}"
    engine.first = follow(cluster)
    return engine.first
