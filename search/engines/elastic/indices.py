"""Making the index anew from the entries while the one that answers goes on, and one step from the one to the other.

The new index has a second alias from the moment that it exists, by which deliveries reach it too (search.delivery): so
what changes while it is being filled is in both. Where a rebuild is cut, at whatever point, the old index goes on
answering; what it leaves behind is removed by the next one.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Max

from search import outbox
from search.engines.elastic.bulk import Answer, Change, send, writing
from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.documents import documents
from search.engines.elastic.mapping import FORMAT, MAPPINGS, SETTINGS
from search.engines.elastic.state import State, building, named, state, words
from search.engines.protocol import EngineAwayError
from search.entries import Entry

logger = logging.getLogger(__name__)

BATCH = 200
"""Entries that are read at once."""
PATIENCE = 5
"""How often what is refused for now (a full queue) is sent again before the rebuild is given up."""
LOCK_SPACE = 7_315_002
"""First key of our advisory lock (portal.tasks has the one before it)."""
Tell = Callable[[int, int], None]
"""Hears how many entries are in the new index, out of how many."""
Fill = Callable[[Cluster, Tell | None, Callable[[], bool]], bool]
"""Writes to the index that is being filled (`write`) until it is told to stop; returns whether it came to the end."""


class UnderWayError(EngineAwayError):
    """Another process is making the index anew."""


def rebuild(
    cluster: Cluster,
    tell: Tell | None = None,
    should_stop: Callable[[], bool] = lambda: False,
    fill: Fill | None = None,
) -> str:
    """Make the index anew, from the entries unless `fill` does it; return its name, or nothing when told to stop.

    Raises `UnderWayError`, and `EngineAwayError` when the cluster does not answer.
    """
    with only_one(cluster):
        left = state(cluster)
        removed = _remove(cluster, [*left.building, *left.others])
        _take_from(cluster, {*left.building} - {*removed})
        name = _create(cluster)
        if not (fill or from_entries)(cluster, tell, should_stop):
            return ""
        with answering():
            cluster.client.indices.put_settings(index=name, settings=_at_work())
            cluster.client.indices.refresh(index=name)
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")  # the session that holds the lock is still there
        _swap(cluster, name)
        _remove(cluster, state(cluster).others)
        return name


def tidy(cluster: Cluster) -> list[str]:
    """Remove what rebuilds that were cut left behind, and return the names; nothing while one is under way."""
    try:
        with only_one(cluster):
            now = state(cluster)
            return _remove(cluster, [*now.building, *now.others])
    except UnderWayError:
        return []


@contextmanager
def only_one(cluster: Cluster) -> Iterator[None]:
    """Hold the making of this index, or raise `UnderWayError`.

    The lock belongs to the session of the database: a process that is killed leaves none behind.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [LOCK_SPACE, cluster.alias])
        row = cursor.fetchone()
    if not (row and row[0]):
        raise UnderWayError(f"{cluster.alias} is being made or compared by another process")
    try:
        yield
    finally:
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [LOCK_SPACE, cluster.alias])


def _take_from(cluster: Cluster, names: Iterable[str]) -> None:
    """Take the second alias from indices that somebody gave it: with several nobody can write."""
    if actions := [{"remove": {"index": name, "alias": building(cluster.alias)}} for name in names]:
        _point(cluster, actions)


def _create(cluster: Cluster) -> str:
    name = f"{cluster.alias}-{words()}-{FORMAT}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
    fast = {"refresh_interval": "-1", "number_of_replicas": 0}
    with answering():
        cluster.client.indices.create(
            index=name, settings=SETTINGS | fast, mappings=MAPPINGS, aliases={building(cluster.alias): {}}
        )
    return name


def _at_work() -> dict[str, Any]:
    """Return the settings of an index that answers, of those that are others while it is being filled."""
    return {
        "refresh_interval": SETTINGS["refresh_interval"],
        "number_of_replicas": settings.ELASTICSEARCH["replicas"],
    }


def from_entries(cluster: Cluster, tell: Tell | None, should_stop: Callable[[], bool]) -> bool:
    """Write all entries in the order of their keys; return whether it came to the end.

    An entry that is written while this goes on is delivered too, and the higher revision stays.
    """
    total, done = Entry.objects.count(), 0
    with ThreadPoolExecutor(1) as sender:
        under_way: Future[list[Answer]] | None = None
        for changes in _batches(should_stop):
            # The next batch is made while this one is under way: the node and we each have a processor.
            if under_way:
                _keep(under_way.result())
            under_way = sender.submit(write, cluster, changes)
            done += len(changes)
            if tell:
                tell(done, total)
        if under_way:
            _keep(under_way.result())
    return not should_stop()


def _batches(should_stop: Callable[[], bool]) -> Iterator[list[Change]]:
    """Yield the changes that write all entries; one that cannot be made a document waits in the outbox."""
    last = 0
    newest = Entry.objects.aggregate(newest=Max("pk", default=0))["newest"]  # what comes behind it is delivered
    entries = Entry.objects.filter(pk__lte=newest).order_by("pk").defer("head")
    while (batch := list(entries.filter(pk__gt=last)[:BATCH])) and not should_stop():
        last = batch[-1].pk
        made = documents(batch)
        changes = [writing(entry.kind, entry.object_id, entry.revision, made[entry.pk]) for entry in batch]
        _keep([answer for answer in changes if answer.error])
        yield [answer.change for answer in changes if not answer.error]


def _keep(refused: list[Answer]) -> None:
    """Let what the new index does not get wait for its turn in the outbox, where operators see it."""
    if not refused:
        return
    for answer in refused:
        logger.error("Not in the new index: %s %s: %s", *answer.change.item, answer.error)
    with transaction.atomic():
        outbox.changed(answer.change.item for answer in refused)


def write(cluster: Cluster, changes: list[Change]) -> list[Answer]:
    """Write to the index that is being filled and return what it refuses for good; the rest it takes in the end."""
    refused: list[Answer] = []
    for attempt in range(PATIENCE + 1):
        try:
            answers = [answer for answer in send(cluster, building(cluster.alias), changes) if answer.error]
        except EngineAwayError:
            if attempt == PATIENCE:
                raise
        else:
            refused += [answer for answer in answers if answer.is_lasting]
            changes = [answer.change for answer in answers if not answer.is_lasting]
            if not changes:
                return refused
        time.sleep(min(2**attempt, 10))
    raise EngineAwayError("it goes on refusing to write to the new index")


def silence(cluster: Cluster, now: State) -> None:
    """Let no index answer, so that PostgreSQL does."""
    if now.serving:
        _point(cluster, _away_from(now))


def _swap(cluster: Cluster, name: str) -> None:
    """Let the alias name this index and no other, in one step."""
    now = state(cluster)
    _point(
        cluster,
        [
            *_away_from(now),
            {"remove": {"index": name, "alias": building(now.alias)}},
            {"add": {"index": name, "alias": now.alias}},
        ],
    )


def _away_from(now: State) -> list[dict[str, Any]]:
    """Return the steps after which the alias names no index."""
    return [
        # An index with the very name of the alias was made by mistake, and stands in its place.
        {"remove_index": {"index": name}} if name == now.alias else {"remove": {"index": name, "alias": now.alias}}
        for name in now.serving
    ]


def _point(cluster: Cluster, actions: Sequence[Mapping[str, Any]]) -> None:
    """Change what aliases name, all at once."""
    with answering():
        cluster.client.indices.update_aliases(actions=actions)


def _remove(cluster: Cluster, names: Iterable[str]) -> list[str]:
    """Remove those of these indices that we made, and that the alias does not name."""
    serving = state(cluster).serving
    ours = [name for name in names if named(cluster.alias, name) and name not in serving]
    for name in ours:
        with answering():
            cluster.client.indices.delete(index=name, ignore_unavailable=True)
    return ours
