"""The engine on Elasticsearch, with an index that follows at once."""

from collections.abc import Iterable

import pytest

from search.documents import EntryValues
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import document_id, sources
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.mapping import FORMAT, MAPPINGS, SETTINGS
from search.engines.elastic.state import words
from search.entries import Entry
from tests.search.engine_contract import EngineContract

CLUSTER = Cluster(("http://127.0.0.1:9299",), "lead", deadline=5)


class Following(ElasticEngine):
    def apply(self, values: Iterable[EntryValues]) -> None:
        given = list(values)
        super().apply(given)
        ops = []
        for v in given:
            for s in sources(list(Entry.objects.filter(kind=v.kind, object_id=v.object_id))):
                ops += [{"index": {"_id": document_id(v.kind, v.object_id)}}, s]
        if ops:
            r = CLUSTER.client.bulk(index=CLUSTER.alias, operations=ops, refresh=True)
            assert not r["errors"], r["items"]

    def withdraw(self, kind: str, object_ids: Iterable[str]) -> list[str]:
        ids = list(object_ids)
        found = super().withdraw(kind, ids)
        if ids:
            CLUSTER.client.bulk(
                index=CLUSTER.alias, operations=[{"delete": {"_id": document_id(kind, i)}} for i in ids], refresh=True
            )
        return found


class TestElasticEngine(EngineContract):
    engine = Following(CLUSTER)

    @pytest.fixture(autouse=True)
    def index(self) -> None:
        name = f"{CLUSTER.alias}-{words()}-{FORMAT}-1"
        CLUSTER.client.indices.delete(index=name, ignore_unavailable=True)
        CLUSTER.client.indices.create(index=name, mappings=MAPPINGS, settings=SETTINGS, aliases={CLUSTER.alias: {}})
