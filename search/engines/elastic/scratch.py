"""A place apart to try the engine on other documents: temporary tables, and an index made from them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.db import connection

from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.documents import source
from search.engines.elastic.mapping import MAPPINGS, SETTINGS
from search.engines.elastic.rungs import ask
from search.engines.elastic.searches import Search, this_minute
from search.engines.postgresql.scratch import ScratchArea, scratch_tables
from search.engines.postgresql.tables import Tables
from search.engines.protocol import Request
from search.entries import Entry
from search.query.planning import plan

BATCH = 500
DEADLINE = 30.0


class ElasticScratchArea(ScratchArea):
    """Documents of a collection, in temporary tables for the lexicon and in an index of their own."""

    def __init__(self, tables: Tables, cluster: Cluster) -> None:
        super().__init__(tables)
        self.cluster = cluster

    def rank(self, question: str, limit: int) -> list[str]:
        """Return the keys of what a question finds, best first."""
        if not self.is_counted:
            self._count()
            self._fill()
        request = Request(plan(question, lexicon=self.tables.lexicon), limit=limit, with_counts=False)
        if not request.plan.groups:
            return []
        return [hit["_id"] for hit in ask(self.cluster, Search(request, this_minute()), only_keys=True).hits]

    def _fill(self) -> None:
        index = self.cluster.alias
        with answering():
            self.cluster.client.indices.delete(index=index, ignore_unavailable=True)
            self.cluster.client.indices.create(index=index, mappings=MAPPINGS, settings=SETTINGS)
            for entries in self._batches():
                operations: list[Any] = []
                for entry in entries:
                    operations += [{"index": {"_id": entry.object_id}}, source(entry, {}, ())]
                self.cluster.client.bulk(index=index, operations=operations)
            self.cluster.client.indices.refresh(index=index)

    def _batches(self) -> Iterator[list[Entry]]:
        last = 0
        while rows := self._rows(last):
            last = rows[-1][0]
            yield [
                Entry(pk=pk, kind="document", object_id=key, body=body, revision=0, card={}, facets=[], names=[])
                for pk, key, body in rows
            ]

    def _rows(self, last: int) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, object_id, body::text FROM {self.tables.entries} WHERE id > %s ORDER BY id LIMIT {BATCH}",
                [last],
            )
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


@contextmanager
def scratch_area(cluster: Cluster) -> Iterator[ElasticScratchArea]:
    """Make a scratch area, and remove it at the end of the block."""
    apart = replace(cluster, prefix=f"{cluster.prefix}-scratch-{uuid4().hex[:12]}", deadline=DEADLINE)
    with scratch_tables() as tables:
        try:
            yield ElasticScratchArea(tables, apart)
        finally:
            with answering():
                apart.client.indices.delete(index=apart.alias, ignore_unavailable=True)
