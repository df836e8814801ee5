"""Fixtures of the tests of the engine on Elasticsearch."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from search.engines.elastic.connection import Cluster
from tests.following import FollowingEngine, follow


@pytest.fixture(scope="package")
def index_of_these_tests(elasticsearch_url: str) -> Iterator[FollowingEngine]:
    """The engine, in an index of its own."""
    engine = follow(Cluster((elasticsearch_url,), f"engine-{uuid4().hex[:12]}"))
    yield engine
    engine.remove_index()


@pytest.fixture
def following(index_of_these_tests: FollowingEngine) -> Iterator[FollowingEngine]:
    """The engine, with nothing of another test."""
    yield index_of_these_tests
    index_of_these_tests.is_of_this_test = False
