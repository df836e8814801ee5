"""The engine on Elasticsearch, with an index that follows at once."""

import pytest

from tests.following import FollowingEngine
from tests.search.engine_contract import EngineContract


class TestElasticEngine(EngineContract):
    @pytest.fixture(autouse=True)
    def with_an_index(self, following: FollowingEngine) -> None:
        type(self).engine = following
