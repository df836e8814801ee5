"""What an index on Elasticsearch holds, and changes for it, as the tests of delivery ask and make them."""

from typing import Any

from django.db import transaction

from search import outbox
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import shown_of
from search.engines.elastic.indices import rebuild
from search.engines.elastic.mapping import FORMAT, MAPPINGS, SETTINGS
from search.engines.elastic.state import words
from search.engines.postgresql.engine import PostgreSQLEngine
from search.entries import Entry
from search.outbox import Item
from tests.factories.search import document, values

ENTRIES = PostgreSQLEngine()
FIRST, SECOND = ("praktijk", "1"), ("praktijk", "2")


def write(title: str, item: Item = FIRST) -> None:
    """Write an entry as the engine does."""
    with transaction.atomic():
        ENTRIES.apply([values(*item, document(title))])
        outbox.changed([item])


def remove(item: Item = FIRST) -> None:
    """Remove an entry as the engine does."""
    kind, object_id = item
    with transaction.atomic():
        outbox.gone([(kind, found) for found in ENTRIES.withdraw(kind, [object_id])])


def make_index(cluster: Cluster, **properties: Any) -> str:
    """Make the index that answers; of its fields some may be otherwise than they should."""
    if not properties:
        return rebuild(cluster)
    name = f"{cluster.alias}-{words()}-{FORMAT}-1"
    mappings = MAPPINGS | {"properties": MAPPINGS["properties"] | properties}
    cluster.client.indices.create(index=name, mappings=mappings, settings=SETTINGS, aliases={cluster.alias: {}})
    return name


def indexed(cluster: Cluster, index: str = "") -> dict[str, str]:
    """Return name and title of every document of an index, or of that which answers."""
    name = index or cluster.alias
    cluster.client.indices.refresh(index=name)
    found = cluster.client.search(index=name, size=1000, stored_fields=["shown"])["hits"]["hits"]
    return {hit["_id"]: shown_of(hit)["card"]["title"] for hit in found}


def expected() -> dict[str, str]:
    """Return what an index must hold."""
    return {f"{kind}:{key}": title for kind, key, title in Entry.objects.values_list("kind", "object_id", "title")}
