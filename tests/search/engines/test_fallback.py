"""Two engines as one: who answers, who is waited for, and what the log says of it."""

import logging

import pytest

from portal.moment import one_moment
from search.engines.breaker import FAILURES, Breaker, State
from search.engines.fallback import FallbackEngine
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import EngineAwayError, NoTimeError, Request
from search.query.planning import plan
from tests.factories.search import document, fill
from tests.search.engine_contract import EngineContract
from tests.search.engines.away import AwayEngine
from tests.search.engines.test_breaker import Clock
from tests.search.slowness import let_search_take_too_long


class TestWhileTheFirstIsAway(EngineContract):
    first = AwayEngine()
    first.reason = "no node can be reached"
    engine = FallbackEngine(first, PostgreSQLEngine())


class Site:
    """A first engine that may be away, PostgreSQL behind it, and a clock that a test moves."""

    def __init__(self) -> None:
        self.first = AwayEngine()
        self.clock = Clock()
        self.breaker = Breaker(EngineAwayError, clock=self.clock)
        self.engine = FallbackEngine(self.first, PostgreSQLEngine(), self.breaker)

    def titles(self) -> list[str]:
        return [hit.card.title for hit in self.engine.search(Request(plan=plan("moestuin"))).hits]


@pytest.fixture
def site(db: None) -> Site:
    site = Site()
    fill(document("Moestuin"), by=site.engine)
    site.first.asked.clear()
    return site


def test_the_first_answers_while_it_can(site: Site) -> None:
    assert site.titles() == ["Moestuin"]
    assert site.first.asked == ["search"]


def test_every_question_is_answered_while_the_first_is_away(site: Site) -> None:
    site.first.reason = "no node can be reached"
    item = ("praktijk", "1")

    assert site.titles() == ["Moestuin"]
    assert site.engine.keys(Request(plan=plan("moestuin"))) == (item,)
    assert [found.text for found in site.engine.suggest("moes", 5)] == ["Moestuin"]
    assert [anatomy.hit.item for anatomy in site.engine.explain(plan("moestuin"), [item])] == [item]
    assert site.first.asked == ["search", "keys", "suggest", "explain"]


def test_nobody_waits_for_it_once_it_failed_often(site: Site) -> None:
    site.first.reason = "it does not answer in time"
    for _ in range(FAILURES + 3):
        assert site.titles() == ["Moestuin"]
    assert len(site.first.asked) == FAILURES
    assert site.breaker.state is State.OPEN


def test_one_page_waits_once(site: Site) -> None:
    site.first.reason = "it does not answer in time"
    with one_moment():
        assert site.titles() == site.titles() == ["Moestuin"]
    assert site.first.asked == ["search"]

    with one_moment():
        site.titles()
    assert site.first.asked == ["search", "search"]


def test_it_comes_back_by_itself(site: Site) -> None:
    site.first.reason = "no node can be reached"
    for _ in range(FAILURES):
        site.titles()
    site.first.reason = ""
    site.first.asked.clear()
    site.titles()
    assert site.first.asked == []

    site.clock.now += 60

    site.titles()
    site.titles()
    assert site.first.asked == ["search", "search"]
    assert site.breaker.state is State.CLOSED


def test_the_log_has_one_line_for_each_change(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="search.engines.fallback")
    for reason in ["no node can be reached", "no node can be reached", "the index is not there", ""]:
        site.first.reason = reason
        for _ in range(FAILURES * 2):
            site.titles()
        site.clock.now += 600
    site.titles()

    assert [record.getMessage() for record in caplog.records] == [
        "The search engine is away, PostgreSQL answers: no node can be reached",
        "The search engine is away, PostgreSQL answers: the index is not there",
        "The search engine answers again",
    ]


def test_one_hiccup_is_no_news(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    site.first.reason = "it has too much to do"
    site.titles()
    site.first.reason = ""
    site.titles()
    assert caplog.records == []


def test_entries_are_written_through_the_first_while_it_is_away(site: Site) -> None:
    site.first.reason = "no node can be reached"
    fill(document("Moestuin"), document("Buurtmoestuin"), by=site.engine)
    assert "apply" in site.first.asked
    assert sorted(site.titles()) == ["Buurtmoestuin", "Moestuin"]


def test_no_time_is_not_being_away(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    let_search_take_too_long(monkeypatch)
    for _ in range(FAILURES):
        with pytest.raises(NoTimeError):
            site.engine.keys(Request(plan=plan("moestuin")))
    assert site.breaker.state is State.CLOSED
