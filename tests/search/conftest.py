"""Fixtures of the tests of search."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from search.engines.elastic.connection import Cluster

# Not test modules by their names, but they assert.
pytest.register_assert_rewrite(
    "tests.search.engine_contract", "tests.search.lists.page.reading", "tests.search.suggestion_contract"
)


@pytest.fixture
def cluster(elasticsearch_url: str) -> Iterator[Cluster]:
    """A cluster in which no other test has the same names."""
    cluster = Cluster((elasticsearch_url,), f"test-{uuid4().hex[:12]}", deadline=5)
    yield cluster
    for name in cluster.client.indices.get(index=f"{cluster.prefix}-*"):
        cluster.client.indices.delete(index=name)
    cluster.client.close()
