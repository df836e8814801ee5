"""Comparing the index with the entries, and having repaired what differs: by the outbox, as every change is."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, TypeVar

from django.db import connection, transaction

from search import outbox
from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.documents import document_id, item_of
from search.engines.elastic.indices import rebuild
from search.engines.elastic.repairing import repair
from search.entries import Entry
from search.outbox import Item

Batch = TypeVar("Batch")
BATCH = 1_000
KEPT = "2m"
"""How long the cluster keeps the moment at which the index is read, from one batch to the next."""


@dataclass
class Differences:
    """What the index holds otherwise than the entries; what waits in the outbox is none."""

    missing: list[Item] = field(default_factory=list)
    other: list[Item] = field(default_factory=list)
    """Of an earlier change, or with something else in them."""
    surplus: list[tuple[Item, int]] = field(default_factory=list)
    """What is no entry, with the revision that the index has of it."""
    is_of_later: bool = False
    """The index holds changes that this database has not seen: an older copy of it was put back."""

    @property
    def names(self) -> list[str]:
        """The documents by name."""
        return [document_id(*item) for item in (*self.missing, *self.other, *(item for item, _ in self.surplus))]


def reconcile(cluster: Cluster, should_stop: Callable[[], bool] = lambda: False) -> list[str]:
    """Compare index and entries, have repaired what differs, and return what that was; until it is told to stop.

    Raises `EngineAwayError`. An index that cannot be asked, or is of a later database, is made anew.
    """
    if found := repair(cluster, should_stop):
        return [found]
    different = compare(cluster, should_stop)
    if different.is_of_later:
        rebuild(cluster, should_stop=should_stop)
        return ["the index held changes that the database has not seen: it was made anew"]
    for items in _batched(sorted([*different.missing, *different.other])):
        with transaction.atomic():
            outbox.again(items)
    with transaction.atomic():
        outbox.surplus(different.surplus)
    return different.names


def compare(cluster: Cluster, should_stop: Callable[[], bool] = lambda: False) -> Differences:
    """Return what differs, reading both sides in batches; when it is told to stop, some of that."""
    found = Differences()
    last = _last_revision()
    for documents in _until(should_stop, _documents(cluster)):
        entries = entries_of(list(documents))
        for item, (revision, digest) in documents.items():
            if item not in entries:
                found.surplus.append((item, revision))
            elif entries[item] != (revision, digest):
                found.other.append(item)
            found.is_of_later = found.is_of_later or revision > last
    for items in _until(should_stop, _batches_of_entries()):
        there = _there(cluster, items)
        found.missing += [item for item in items if item not in there]
    _leave_out_waiting(found)
    return found


def _until(should_stop: Callable[[], bool], batches: Iterator[Batch]) -> Iterator[Batch]:
    return takewhile(lambda _: not should_stop(), batches)


def _documents(cluster: Cluster) -> Iterator[dict[Item, tuple[int, str]]]:
    """Yield the documents of the index as it was at one moment: revision and digest of each."""
    with answering():
        cluster.client.indices.refresh(index=cluster.alias)
        moment = cluster.client.open_point_in_time(index=cluster.alias, keep_alive=KEPT)["id"]
    after: dict[str, Any] = {}
    try:
        while hits := _page(cluster, moment, after):
            yield {item_of(hit["_id"]): (hit["_source"]["revision"], hit["_source"]["digest"]) for hit in hits}
            after = {"search_after": hits[-1]["sort"]}
    finally:
        with answering():
            cluster.client.options(ignore_status=404).close_point_in_time(id=moment)


def _page(cluster: Cluster, moment: str, after: dict[str, Any]) -> list[dict[str, Any]]:
    with answering():
        answer = cluster.client.search(
            pit={"id": moment, "keep_alive": KEPT},
            size=BATCH,
            sort=["_shard_doc"],
            source_includes=["revision", "digest"],
            track_total_hits=False,
            **after,
        )
    found: list[dict[str, Any]] = answer["hits"]["hits"]
    return found


def entries_of(items: Sequence[Item]) -> dict[Item, tuple[int, str]]:
    """Return revision and digest of these items, of those that are entries."""
    if not items:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, object_id, revision, digest FROM search_entry "
            "WHERE (kind, object_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))",
            [[kind for kind, _ in items], [key for _, key in items]],
        )
        return {(kind, key): (revision, digest) for kind, key, revision, digest in cursor.fetchall()}


def _batches_of_entries() -> Iterator[list[Item]]:
    last = 0
    while rows := list(Entry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "kind", "object_id")[:BATCH]):
        last = rows[-1][0]
        yield [(kind, object_id) for _pk, kind, object_id in rows]


def _there(cluster: Cluster, items: list[Item]) -> set[Item]:
    ids = [document_id(*item) for item in items]
    with answering():
        hits = cluster.client.search(
            index=cluster.alias, query={"ids": {"values": ids}}, size=len(ids), source=False, track_total_hits=False
        )["hits"]["hits"]
    return {item_of(hit["_id"]) for hit in hits}


def _leave_out_waiting(found: Differences) -> None:
    """Leave out what waits in the outbox: that is known, and on its way."""
    items = [*found.missing, *found.other, *(item for item, _ in found.surplus)]
    waiting: set[Item] = set()
    for some in _batched(items):
        waiting |= outbox.waiting(some)
    found.missing = [item for item in found.missing if item not in waiting]
    found.other = [item for item in found.other if item not in waiting]
    found.surplus = [(item, revision) for item, revision in found.surplus if item not in waiting]


def _batched(items: list[Item]) -> Iterator[list[Item]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _last_revision() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM search_revision")
        return int(cursor.fetchone()[0])
