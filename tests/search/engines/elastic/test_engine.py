"""The engine on Elasticsearch, with an index that follows at once."""

import logging
from collections.abc import Callable
from typing import Any

import pytest

from search.engines.protocol import Request
from search.query.plan import Plan
from search.query.planning import plan
from tests.factories.search import document, fill, values
from tests.following import FollowingEngine
from tests.queries import at_most
from tests.search.engine_contract import EngineContract


class TestElasticEngine(EngineContract):
    @pytest.fixture(autouse=True)
    def with_an_index(self, following: FollowingEngine) -> None:
        type(self).engine = following


@pytest.fixture
def filled(db: None, following: FollowingEngine) -> FollowingEngine:
    """The engine with an index that is in step, so that a question is all that is asked."""
    fill(*(document(f"Buurt {number}") for number in range(30)), by=following)
    following.search(Request())
    return following


Ask = Callable[[FollowingEngine, Plan], Any]
ASKED: dict[str, tuple[Ask, int, int]] = {
    "a page": (lambda engine, asked: engine.search(Request(asked)).hits, 1, 1),
    "keys": (lambda engine, asked: engine.keys(Request(asked)), 1, 1),
    "suggestions": (lambda engine, asked: engine.suggest("buu", 8), 1, 2),
    "explanations": (lambda engine, asked: engine.explain(asked, [("praktijk", "1"), ("praktijk", "2")]), 1, 1),
    "the last page for one beyond it": (lambda engine, asked: engine.search(Request(asked, offset=900)).hits, 2, 1),
}


@pytest.mark.parametrize(("ask", "requests", "queries"), ASKED.values(), ids=ASKED.keys())
def test_a_question_is_one_request_and_a_small_query_or_two(
    filled: FollowingEngine, caplog: pytest.LogCaptureFixture, ask: Ask, requests: int, queries: int
) -> None:
    """The query asks which of the results are still entries; that for suggestions asks words of the lexicon."""
    asked = plan("buurt")
    caplog.set_level(logging.INFO, logger="elastic_transport.transport")

    with at_most(queries):
        assert ask(filled, asked)

    assert len(caplog.records) == requests, caplog.messages


def test_where_nothing_is_found_nothing_is_asked_of_postgresql(filled: FollowingEngine) -> None:
    asked = plan("olifant")
    with at_most(0):
        assert filled.search(Request(asked)).hits == ()


def test_an_index_that_is_behind_shows_nothing_that_is_gone_and_nothing_as_it_was(filled: FollowingEngine) -> None:
    filled.entries.withdraw("praktijk", ["1"])
    filled.entries.apply([values("praktijk", "2", document("Buurt die anders heet"))])
    request = Request(plan("buurt"), limit=50)

    titles = {hit.item: hit.card.title for hit in filled.search(request).hits}

    assert ("praktijk", "1") not in titles
    assert ("praktijk", "1") not in filled.keys(request)
    assert titles["praktijk", "2"] == "Buurt die anders heet"
    assert len(titles) == 29
