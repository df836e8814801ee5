"""The engine on Elasticsearch, with an index that follows at once."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from search import outbox
from search.engines.elastic.engine import ElasticEngine
from search.engines.elastic.mapping import FORMAT, MAPPINGS
from search.engines.elastic.state import state, words
from search.engines.fallback import FallbackEngine
from search.engines.protocol import EngineAwayError, Request
from search.outbox import Outbox
from search.query.plan import Plan, Rung
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
    settle(following)
    return following


def settle(engine: FollowingEngine) -> None:
    """Ask once, and wait for the counts too, so that nothing is under way that another question would be told of."""
    assert engine.search(Request()).counts


KINDS = {"soort": ("soort:praktijk",)}
Ask = Callable[[FollowingEngine, Plan], Any]
ASKED: dict[str, tuple[Ask, int, int]] = {
    "a page": (lambda engine, asked: engine.search(Request(asked)).hits, 2, 2),
    "a page with a filter": (lambda engine, asked: engine.search(Request(asked, filters=KINDS)).hits, 3, 2),
    "a list with a filter": (lambda engine, asked: engine.search(Request(filters=KINDS)).hits, 5, 2),
    "keys": (lambda engine, asked: engine.keys(Request(asked)), 1, 2),
    "suggestions": (lambda engine, asked: engine.suggest("buu", 8), 1, 2),
    "explanations": (lambda engine, asked: engine.explain(asked, [("praktijk", "1"), ("praktijk", "2")]), 1, 1),
    "the last page for one beyond it": (lambda engine, asked: engine.search(Request(asked, offset=900)).hits, 3, 2),
}


@pytest.mark.parametrize(("ask", "requests", "queries"), ASKED.values(), ids=ASKED.keys())
def test_a_question_is_a_few_requests_and_a_small_query_or_two(
    filled: FollowingEngine, caplog: pytest.LogCaptureFixture, ask: Ask, requests: int, queries: int
) -> None:
    """A page is one request, and its counts are others at the same time: one, and one for each filter left aside.

    Where no words tell how many to expect, as many come before them for that.
    The queries ask whether a change waits too long, and which results are still entries; or words of the lexicon.
    """
    asked = plan("buurt")
    caplog.set_level(logging.INFO, logger="elastic_transport.transport")

    with at_most(queries):
        assert ask(filled, asked)

    assert len(caplog.records) == requests, caplog.messages


def test_counts_with_filters_wait_for_the_rung_that_is_shown(
    filled: FollowingEngine, caplog: pytest.LogCaptureFixture
) -> None:
    fill(*(document(f"Buurt {number}") for number in range(30)), document("Tuin"), by=filled)
    asked = plan("buurt tuin")
    settle(filled)
    caplog.set_level(logging.INFO, logger="elastic_transport.transport")

    results = filled.search(Request(asked, filters=KINDS))

    assert (results.total, results.rung) == (31, Rung.ANY)
    assert results.counts_of("soort")["soort:praktijk"] == results.counts["soort:praktijk"] == 31
    # Of each rung its results, and of the first how many there are without the filter; then the counts.
    assert len(caplog.records) == 2 + 1 + 2, caplog.messages


def test_where_nothing_is_found_postgresql_is_asked_only_whether_a_change_waits(filled: FollowingEngine) -> None:
    asked = plan("olifant")
    with at_most(1):
        assert filled.search(Request(asked)).hits == ()


@pytest.mark.parametrize(("seconds", "is_aside", "answers"), [(50, False, True), (70, False, False), (70, True, True)])
def test_where_a_change_waits_too_long_postgresql_answers(
    filled: FollowingEngine, seconds: int, is_aside: bool, answers: bool
) -> None:
    """As with a full disk: the index goes on answering, and takes nothing that is new."""
    filled.entries.apply([values("praktijk", "99", document("Buurt zonder schijf"))])
    outbox.changed([("praktijk", "99")])
    Outbox.objects.update(created=Now() - timedelta(seconds=seconds), is_aside=is_aside)
    both = FallbackEngine(ElasticEngine(filled.cluster), filled.entries)

    titles = [hit.card.title for hit in both.search(Request(plan("schijf"))).hits]

    assert both.away() == ("" if answers else "changes wait for longer than 60 s to be written to it")
    assert titles == ([] if answers else ["Buurt zonder schijf"])


def test_an_index_of_another_release_does_not_answer(filled: FollowingEngine) -> None:
    """While one release takes over from another, both ask the index that answers."""
    (name,) = state(filled.cluster).serving
    older = f"{filled.cluster.alias}-{words()}-{FORMAT - 1}-1"
    client = filled.cluster.client
    client.indices.create(index=older, mappings=MAPPINGS)
    held = client.search(index=name, size=100)["hits"]["hits"]
    written = (line for hit in held for line in ({"index": {"_id": hit["_id"]}}, hit["_source"]))
    client.bulk(index=older, operations=written, refresh=True)
    alias = filled.cluster.alias
    client.indices.update_aliases(
        actions=[{"remove": {"index": name, "alias": alias}}, {"add": {"index": older, "alias": alias}}]
    )
    try:
        engine = ElasticEngine(filled.cluster)
        for ask in (lambda: engine.search(Request(plan("buurt"))), lambda: engine.suggest("buu", 8)):
            with pytest.raises(EngineAwayError, match=f"not of format {FORMAT}"):
                ask()
    finally:
        client.indices.update_aliases(actions=[{"add": {"index": name, "alias": alias}}])
        client.indices.delete(index=older)


def test_an_index_that_is_behind_shows_nothing_that_is_gone_and_nothing_as_it_was(filled: FollowingEngine) -> None:
    filled.entries.withdraw("praktijk", ["1"])
    filled.entries.apply([values("praktijk", "2", document("Buurt die anders heet"))])
    request = Request(plan("buurt"), limit=50)

    titles = {hit.item: hit.card.title for hit in filled.search(request).hits}

    assert ("praktijk", "1") not in titles
    assert ("praktijk", "1") not in filled.keys(request)
    assert titles["praktijk", "2"] == "Buurt die anders heet"
    assert len(titles) == 29
