"""What changed in the entries and an engine outside the database has yet to hear.

A row is written in the transaction that changes the entry, so neither is there without the other, and lives until that
engine has acknowledged what it says (search.delivery). It names the item and holds nothing of it: what is sent is what
the entry holds when it is sent.

The engine keeps the change with the highest revision. Those of one item rise in the order of commits, because each is
taken while its transaction holds the entry: by a trigger before an update; here for an entry that was inserted, since a
trigger before an insert fires before it is known whether another transaction is removing the same entry; and for a
removed one after it was removed.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import connection, models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

CHANNEL = "search_outbox"
"""On which the database says that there are new rows, when their transaction is committed."""
NUMBER_INSERTED = """
    UPDATE search_entry e SET revision = 0 FROM unnest(%s::text[], %s::text[]) AS item (kind, object_id)
    WHERE e.kind = item.kind AND e.object_id = item.object_id AND e.revision = 0"""
"""The trigger gives the number."""
CHANGED = """
    INSERT INTO search_outbox (kind, object_id, revision)
    SELECT DISTINCT kind, object_id, revision
    FROM search_entry JOIN unnest(%s::text[], %s::text[]) AS item (kind, object_id) USING (kind, object_id)
    ORDER BY revision"""
GONE = """
    INSERT INTO search_outbox (kind, object_id, revision)
    SELECT kind, object_id, nextval('search_revision')
    FROM (SELECT DISTINCT * FROM unnest(%s::text[], %s::text[]) AS given (kind, object_id)) AS item"""
NUMBER_AGAIN = """
    UPDATE search_entry SET revision = 0 WHERE id IN (
        SELECT id FROM search_entry
        WHERE (kind, object_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))
        ORDER BY kind, object_id FOR UPDATE)"""
"""Locked in the order in which all others lock entries."""
SURPLUS = """INSERT INTO search_outbox (kind, object_id, revision)
    SELECT * FROM unnest(%s::text[], %s::text[], %s::bigint[])"""
WAITING = """SELECT DISTINCT kind, object_id FROM search_outbox
    WHERE (kind, object_id) IN (SELECT * FROM unnest(%s::text[], %s::text[]))"""
NUMBER_WAITING = "SELECT count(*) FROM (SELECT DISTINCT kind, object_id FROM search_outbox) AS item"
LONGEST_WAIT = """
    SELECT extract(epoch FROM clock_timestamp() - created)::float FROM search_outbox
    WHERE NOT is_aside ORDER BY id LIMIT 1"""
Item = tuple[str, str]
"""Kind and key."""


class Outbox(models.Model):
    """A change of an entry that waits to be acknowledged."""

    kind = models.CharField(max_length=20)
    object_id = models.CharField(max_length=20)
    revision = models.BigIntegerField()
    """Of the entry as it was written, or of its removal."""
    created = models.DateTimeField(db_default=Now())
    attempts = models.SmallIntegerField(db_default=0)
    """How often the engine refused it."""
    due = models.DateTimeField(db_default=Now())
    """When it is sent again."""
    error = models.TextField(blank=True, db_default="")
    """Why it was refused the last time."""
    is_aside = models.BooleanField(db_default=False)
    """Refused so often that it is not sent any more, until its item changes again or somebody has it sent."""

    class Meta:
        verbose_name = _("wachtende wijziging")
        verbose_name_plural = _("wachtende wijzigingen")
        default_permissions: ClassVar = ("view",)
        indexes = [models.Index(fields=["kind", "object_id"], name="search_outbox_item")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}: {self.revision}"


def changed(items: Iterable[Item]) -> None:
    """Remember that these entries were written, in the transaction that wrote them; an entry that is not there is not.

    Called behind the writing: the transaction must hold the entries.
    """
    _note(_columns(items), NUMBER_INSERTED, CHANGED)


def again(items: Iterable[Item]) -> None:
    """Have these entries sent again, each as a new change: whatever the engine holds of them is older."""
    _note(_columns(items), NUMBER_AGAIN, CHANGED)


def gone(items: Iterable[Item]) -> None:
    """Remember that these entries were removed, in the transaction that removed them.

    Only of entries that were there: a removal of nothing holds nothing, and could get a later revision than an entry
    that is being written.
    """
    _note(_columns(items), GONE)


def send_again() -> int:
    """Have sent once more what was set aside, and return how many rows that are."""
    rows = Outbox.objects.filter(is_aside=True).update(is_aside=False, attempts=0, due=Now())
    _tell(rows)
    return rows


def surplus(items: Iterable[tuple[Item, int]]) -> None:
    """Have removed what an engine holds and is no entry, with the revision that it holds.

    By that revision, and not by a new one: an entry that is being written at this moment has a higher one.
    """
    _note(_columns((*item, revision) for item, revision in items), SURPLUS)


def waiting(items: Iterable[Item]) -> set[Item]:
    """Return those of these items of which a change waits to be sent."""
    if not (values := _columns(items)):
        return set()
    with connection.cursor() as cursor:
        cursor.execute(WAITING, values)
        return set(cursor.fetchall())


def number_waiting() -> int:
    """Return of how many items a change is there that was not acknowledged."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBER_WAITING)
        return int(cursor.fetchone()[0])


def longest_wait() -> float:
    """Return for how many seconds the oldest change waits; one that was set aside waits for nothing."""
    with connection.cursor() as cursor:
        cursor.execute(LONGEST_WAIT)
        row = cursor.fetchone()
    return float(row[0]) if row else 0.0


def _columns(rows: Iterable[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _note(columns: list[list[Any]], *statements: str) -> None:
    """Run statements on these items, of which the last writes rows, and say that there are new ones."""
    if not columns:
        return
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, columns)
        _tell(cursor.rowcount)


def _tell(rows: int) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
