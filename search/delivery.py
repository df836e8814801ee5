"""What the outbox holds reaches the index: in order, in bulks, and a row goes only on its own acknowledgement.

What is sent is what the entry holds now, with its revision as the version: so several rows of one item are one change,
and whatever is sent late, twice or by two processes at once never overwrites what is newer.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from search.engines.elastic.bulk import Answer, Change, send, writing
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import documents
from search.engines.elastic.state import building, state
from search.engines.protocol import EngineAwayError
from search.entries import Entry
from search.outbox import Item

logger = logging.getLogger(__name__)

MOST = 500
"""Rows that are taken at once."""
AT_ONCE = 100
"""Entries of which the documents are held at once: the longest are a megabyte each."""
TAKE = """
    SELECT id, kind, object_id, revision FROM search_outbox
    WHERE NOT is_aside AND (due <= clock_timestamp() OR due > clock_timestamp() + %s * interval '1 second')
    ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED"""
LONGEST_PAUSE = 30
"""Seconds between two attempts. What is due later than that is due now: the clock was put back."""
ATTEMPTS = 5
"""After so many, a change that will be refused every time is set aside."""
ACKNOWLEDGED = """
    DELETE FROM search_outbox WHERE id IN (
        SELECT o.id FROM search_outbox o
        JOIN unnest(%s::text[], %s::text[], %s::bigint[]) AS sent (kind, object_id, revision)
        ON o.kind = sent.kind AND o.object_id = sent.object_id AND o.revision <= sent.revision
        FOR UPDATE OF o SKIP LOCKED)"""
"""Rows that another process holds it finishes itself: the index has what they say."""
REFUSED = """
    UPDATE search_outbox SET attempts = least(attempts + 1, 1000), error = %s, is_aside = %s AND attempts + 1 >= %s,
        due = clock_timestamp() + least(power(2, least(attempts + 1, 10)), %s) * interval '1 second'
    WHERE id = ANY(%s) RETURNING is_aside"""


class Row(NamedTuple):
    """A row that was taken."""

    id: int
    kind: str
    object_id: str
    revision: int


@dataclass
class Delivered:
    """What one turn did, in rows of the outbox."""

    taken: int = 0
    acknowledged: int = 0
    refused: int = 0
    aside: int = 0
    """Of those refused: set aside for good."""
    errors: dict[Item, str] = field(default_factory=dict)

    @property
    def may_have_more(self) -> bool:
        """Tell whether there may be more to send at once; where all is refused, there is no hurry."""
        return self.taken >= MOST and self.refused < self.taken


def deliver(cluster: Cluster, limit: int = MOST) -> Delivered:
    """Send the first rows that are due and that no other process has taken; return what became of them.

    Raises `EngineAwayError` when the cluster does not answer or has no index: the rows stay as they are.
    """
    done = Delivered()
    away: EngineAwayError | None = None
    with transaction.atomic():
        rows = _take(limit)
        done.taken = len(rows)
        if rows:
            try:
                _send(cluster, rows, done, is_last=len(rows) < limit)
            except EngineAwayError as error:
                away = error  # what was acknowledged before stays so
    if away:
        raise away
    return done


def _take(limit: int) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [LONGEST_PAUSE + 60, limit])
        return [Row(*row) for row in cursor.fetchall()]


def _send(cluster: Cluster, rows: Sequence[Row], done: Delivered, *, is_last: bool) -> None:
    by_item: dict[Item, list[Row]] = defaultdict(list)
    for row in rows:
        by_item[row.kind, row.object_id].append(row)
    # Asked behind the taking: an index that is not being built yet will be filled with what these rows say.
    now = state(cluster)
    if now.fatal:
        raise EngineAwayError(now.fatal)
    items = list(by_item)
    for start in range(0, len(items), AT_ONCE):
        part = {item: by_item[item] for item in items[start : start + AT_ONCE]}
        made = _changes(part)
        answers = [answer for answer in made if answer.error]
        changes = [answer.change for answer in made if not answer.error]
        if now.building:
            # First: where the swap comes in between, the alias names that index behind it.
            answers += _beside(cluster, changes)
        answers += send(cluster, now.alias, changes, refresh=is_last and start + AT_ONCE >= len(items))
        _settle(part, answers, done)


def _beside(cluster: Cluster, changes: Sequence[Change]) -> list[Answer]:
    """Send changes to the index that is being built, unless that is not there any more."""
    try:
        return list(send(cluster, building(cluster.alias), changes))
    except EngineAwayError:
        if state(cluster).building:
            raise
        return []


def _changes(part: Mapping[Item, Sequence[Row]]) -> list[Answer]:
    """Return what the index must hold of these items now; an entry that cannot be made a document has an error."""
    wanted = Q()
    for kind, group in groupby(sorted(part), key=itemgetter(0)):
        wanted |= Q(kind=kind, object_id__in=[object_id for _, object_id in group])
    entries = {(entry.kind, entry.object_id): entry for entry in Entry.objects.filter(wanted)}
    made_of = documents(list(entries.values()))
    made = []
    for item, rows in part.items():
        entry, revision = entries.get(item), max(row.revision for row in rows)
        if entry is None:
            made.append(writing(*item, revision, None))
        else:
            made.append(writing(*item, max(revision, entry.revision), made_of[entry.pk]))
    return made


def _settle(part: Mapping[Item, Sequence[Row]], answers: Iterable[Answer], done: Delivered) -> None:
    """Remove the rows of what was acknowledged by all, and keep with the others why they were refused."""
    refused: dict[Item, Answer] = {}
    sent: dict[Item, int] = {}
    for answer in answers:
        sent[answer.change.item] = answer.change.revision
        if answer.error:
            refused.setdefault(answer.change.item, answer)
    good = [(*item, revision) for item, revision in sent.items() if item not in refused]
    with connection.cursor() as cursor:
        if good:
            cursor.execute(ACKNOWLEDGED, [list(column) for column in zip(*good, strict=True)])
            done.acknowledged += cursor.rowcount
        for item, answer in refused.items():
            ids = [row.id for row in part[item]]
            cursor.execute(REFUSED, [answer.error, answer.is_lasting, ATTEMPTS, LONGEST_PAUSE, ids])
            done.refused += cursor.rowcount
            done.aside += sum(is_aside for (is_aside,) in cursor.fetchall())
            done.errors[item] = answer.error
