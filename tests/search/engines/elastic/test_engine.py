"""The engine on Elasticsearch, with an index that follows at once."""

from collections.abc import Iterator
from uuid import uuid4

import pytest

from search.engines.elastic.connection import Cluster
from tests.following import FollowingEngine, follow
from tests.search.engine_contract import EngineContract


@pytest.fixture(scope="module")
def following(elasticsearch_url: str) -> Iterator[FollowingEngine]:
    """The engine, in an index of this module."""
    engine = follow(Cluster((elasticsearch_url,), f"contract-{uuid4().hex[:12]}"))
    yield engine
    engine.remove_index()


class TestElasticEngine(EngineContract):
    @pytest.fixture(autouse=True)
    def in_an_index_without_other_tests(self, following: FollowingEngine) -> Iterator[None]:
        type(self).engine = following
        yield
        following.is_of_this_test = False
