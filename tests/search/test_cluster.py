"""The connection to the cluster, in processes that come of each other."""

import pytest

from search.engines.elastic.connection import Cluster
from tests.processes import to_its_end
from tests.search.indexed import make_index


@pytest.mark.django_db(transaction=True)
def test_a_process_that_was_forked_has_connections_and_threads_of_its_own(cluster: Cluster) -> None:
    make_index(cluster)
    cluster.search(size=0)
    ours = cluster.client

    def ask() -> None:
        assert cluster.search(size=0)["hits"]["total"]["value"] == 0
        assert cluster.client is not ours

    to_its_end(ask)
    assert cluster.client is ours
    assert cluster.search(size=0)["hits"]["total"]["value"] == 0
