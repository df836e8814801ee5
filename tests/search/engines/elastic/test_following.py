"""The index of the tests on Elasticsearch: it holds what the test at hand wrote, and hides no failure."""

import pytest
from django.db import transaction

from search.engines.elastic.connection import Cluster
from search.engines.protocol import Request
from search.query.planning import plan
from tests.factories.search import document, fill, values
from tests.following import FollowingEngine, follow

BUURT, TUIN, VELD = (document(title) for title in ("Buurt", "Tuin", "Veld"))


def found(engine: FollowingEngine, q: str = "") -> list[str]:
    results = engine.search(Request(plan(q)))
    assert results.total == len(results.hits)
    return sorted(hit.card.title for hit in results.hits)


@pytest.mark.django_db
def test_what_a_test_wrote_is_found_at_once_and_by_no_other_test(following: FollowingEngine) -> None:
    with transaction.atomic():
        fill(BUURT, TUIN, by=following)
        assert found(following) == ["Buurt", "Tuin"]
        transaction.set_rollback(True)
    following.is_of_this_test = False

    assert found(following) == []


@pytest.mark.django_db
def test_what_several_tests_share_is_as_it_was_when_one_of_them_is_undone(following: FollowingEngine) -> None:
    fill(BUURT, TUIN, by=following)
    assert found(following) == ["Buurt", "Tuin"]
    with transaction.atomic():
        following.apply([values("praktijk", "1", VELD)])
        following.withdraw("praktijk", ["2"])
        assert found(following) == ["Veld"]
        transaction.set_rollback(True)
    following.is_of_this_test = False

    assert found(following, "buurt") == ["Buurt"]
    assert found(following) == ["Buurt", "Tuin"]
    following.apply([values("praktijk", "1", VELD)])
    assert found(following) == ["Tuin", "Veld"]


@pytest.mark.django_db
def test_what_nobody_put_in_the_outbox_is_not_found(following: FollowingEngine) -> None:
    fill(BUURT, by=following)
    following.entries.apply([values("praktijk", "2", TUIN)])

    assert found(following) == ["Buurt"]


@pytest.mark.django_db
def test_an_elasticsearch_that_is_away_fails_the_test() -> None:
    engine = follow(Cluster(("http://127.0.0.1:9",), "away"))
    engine.has_index = True

    with pytest.raises(AssertionError, match="Elasticsearch is away: no node can be reached"):
        engine.search(Request())
