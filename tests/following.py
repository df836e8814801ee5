"""An index that follows at once, for tests on Elasticsearch: the real engine, the real outbox, the real delivery.

A site's index follows within seconds, by a process of its own. Here the same delivery is made just before the engine is
asked, in the transaction of the test: so a test sees what it wrote, as it does on PostgreSQL, and one that never asks
pays nothing. A test's transaction is rolled back and the index is not: therefore the first question of each test begins
by undoing there what other tests did.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection

from search.delivery import deliver
from search.engines import engine
from search.engines.elastic.bulk import Change, send
from search.engines.elastic.connection import Cluster, cluster_of_settings
from search.engines.elastic.documents import item_of, sources
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.mapping import DEEPEST_RESULT, FORMAT, MAPPINGS, SETTINGS
from search.engines.elastic.state import state, words
from search.engines.protocol import Anatomy, EngineAwayError, Request, Results, Suggestion
from search.entries import Entry
from search.outbox import Item, Outbox
from search.query.plan import Plan

Revision = tuple[str, str, int]
"""Kind and key of an entry, and the number of its last change."""
DEADLINE = 10.0
"""Seconds; these tests are about answers, on machines that have much else to do."""


class FollowingEngine(ElasticEngine):
    """Delivers before it is asked, and fails the test when Elasticsearch is away: PostgreSQL's answer would hide it."""

    def __init__(self, cluster: Cluster) -> None:
        super().__init__(cluster)
        self.has_index = False
        self.is_of_this_test = False
        """Nothing in it is of a test that ended."""
        self.is_behind = False
        """Something was written that is not delivered."""
        self.delivered: set[Revision] = set()

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

    def health(self) -> str:
        with self._followed():
            return super().health()

    def apply(self, values: Any) -> None:
        self.is_behind = True
        super().apply(values)

    def withdraw(self, kind: str, object_ids: Any) -> list[str]:
        self.is_behind = True
        return super().withdraw(kind, object_ids)

    def remove_index(self) -> None:
        """Leave nothing behind."""
        if self.has_index:
            for name in self.cluster.client.indices.get(index=f"{self.cluster.alias}*"):
                self.cluster.client.indices.delete(index=name)
            self.has_index = False

    @contextmanager
    def _followed(self) -> Iterator[None]:
        try:
            with _not_counted():
                self._follow()
            yield
        except EngineAwayError as error:
            raise AssertionError(f"Elasticsearch is away: {error}") from error

    def _follow(self) -> None:
        if not self.has_index:
            self._make_index()
            self.has_index = True
        if not self.is_of_this_test:
            self._undo_other_tests()
            self.is_of_this_test = True
        elif connection.in_atomic_block and not self.is_behind:
            return  # nobody else writes what this test can see
        self._deliver()
        self.is_behind = False

    def _deliver(self) -> None:
        waiting = Outbox.objects.values_list("kind", "object_id")
        if items := set(waiting):
            while (delivered := deliver(self.cluster)).taken:
                assert not delivered.errors, delivered.errors
            self.delivered |= {found for found in _entries() if found[:2] in items}

    def _make_index(self) -> None:
        if state(self.cluster).serving:
            return  # a test had it made anew
        name = f"{self.cluster.alias}-{words()}-{FORMAT}-1"
        # What is found was delivered and refreshed, and never came by waiting.
        by_hand = SETTINGS | {"refresh_interval": "-1"}
        self.cluster.client.indices.create(
            index=name, settings=by_hand, mappings=MAPPINGS, aliases={self.cluster.alias: {}}
        )

    def _undo_other_tests(self) -> None:
        """Remove what is no entry (any more), and bring back what several tests share and one of them changed."""
        found = self.cluster.search(size=DEEPEST_RESULT, source=["revision"], version=True)["hits"]["hits"]
        held = {(*item_of(hit["_id"]), hit["_source"]["revision"]): hit["_version"] for hit in found}
        if not (held or self.delivered):
            return
        entries = set(_entries())
        self.delivered &= entries
        lost = {item[:2] for item in self.delivered - held.keys()}
        strange = [Change(*item[:2], version) for item, version in held.items() if item not in entries]
        changes = [*(change for change in strange if change.item not in lost), *_as_they_are(lost)]
        assert not [answer for answer in send(self.cluster, self.cluster.alias, changes, refresh=True) if answer.error]


def forget_this_test() -> None:
    """Let the next question begin by undoing what was written until now: it was rolled back, and the index was not."""
    if settings.SEARCH_ENGINE == "elasticsearch":
        engine.first.is_of_this_test = False


def _entries() -> list[Revision]:
    return list(Entry.objects.values_list("kind", "object_id", "revision"))


def _as_they_are(items: Collection[Item]) -> Iterator[Change]:
    """Yield what the index must hold of these entries, above every revision that a test which is undone has given."""
    if not items:
        return
    entries = [entry for entry in Entry.objects.all() if (entry.kind, entry.object_id) in items]
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM search_revision")
        (last,) = cursor.fetchone()
    for entry, document in zip(entries, sources(entries), strict=True):
        yield Change(entry.kind, entry.object_id, last, document)


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
