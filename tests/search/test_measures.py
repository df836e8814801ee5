"""What search tells the operator: figures of the queue and the engines, and who answers."""

import datetime

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.utils import timezone

from search import measures
from search.engines.breaker import FAILURES, State
from search.engines.fallback import FallbackEngine
from search.engines.measuring import measured
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Request
from search.outbox import Outbox
from tests.search.engines.away import AwayEngine

pytestmark = pytest.mark.django_db


ALONE = "of-this-test"


class MeasuredAlone(PostgreSQLEngine):
    """Counts once more under a name that nobody else has: figures are of all processes, those of other tests too."""

    search = measured(ALONE)(PostgreSQLEngine.search)


class AwayAlone(AwayEngine, MeasuredAlone):
    """May be away, and counts so too where it answers."""


@pytest.fixture
def first(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> AwayEngine:
    """A site on two engines, of which the first may be away."""
    settings.SEARCH_ENGINE = "elasticsearch"
    settings.METRICS_TOKEN = "secret"
    first = AwayAlone()
    monkeypatch.setattr(measures, "engine", FallbackEngine(first, MeasuredAlone()))
    return first


def figures(client: Client) -> dict[str, float]:
    text = client.get("/metrics", headers={"Authorization": "Bearer secret"}).content.decode()
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, value in lines}


def next_revision() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('search_revision')")
        return int(cursor.fetchone()[0])


def test_an_empty_queue_is_not_behind(client: Client, first: AwayEngine) -> None:
    found = figures(client)
    for name, _ in measures.NAMES:
        assert found[name] == 0


def test_the_queue_is_measured_and_what_is_aside_apart(client: Client, first: AwayEngine) -> None:
    minute_ago = timezone.now() - datetime.timedelta(minutes=1)
    Outbox.objects.create(kind="praktijk", object_id="9", revision=next_revision(), is_aside=True)
    Outbox.objects.create(kind="praktijk", object_id="1", revision=next_revision(), created=minute_ago)
    next_revision()
    Outbox.objects.create(kind="praktijk", object_id="2", revision=next_revision())

    found = figures(client)

    assert found["samenwijs_search_queue"] == 2
    assert found["samenwijs_search_queue_aside"] == 1
    assert 60 <= found["samenwijs_search_queue_oldest_seconds"] < 90
    assert found["samenwijs_search_index_lag"] == 3


def test_a_site_on_postgresql_has_no_queue(
    client: Client, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_ENGINE = "postgresql"
    monkeypatch.setattr(measures, "engine", PostgreSQLEngine())
    settings.METRICS_TOKEN = "secret"
    assert "samenwijs_search_queue" not in figures(client)
    assert client.get("/readyz").json()["search"] == "postgresql"


def test_searches_are_timed_by_engine_and_outcome(client: Client, first: AwayEngine) -> None:
    engine = measures.engine
    answered = 'samenwijs_search_seconds_count{engine="postgresql",outcome="answered"}'
    alone = answered.replace("postgresql", ALONE)
    fallbacks = 'samenwijs_search_fallbacks_total{reason="it refused the request"}'
    before = figures(client)

    engine.search(Request())
    first.reason = "it refused the request (503 unavailable)"
    engine.search(Request())

    after = figures(client)
    assert after[alone] - before.get(alone, 0) == 2
    assert after[answered] - before.get(answered, 0) >= 2
    assert after[fallbacks] - before.get(fallbacks, 0) == 1
    assert engine.breaker.state is State.CLOSED  # the figure is of all processes, those of other tests too
    for _ in range(FAILURES):
        engine.search(Request())
    assert figures(client)['samenwijs_search_breaker_state{engine="elasticsearch"}'] == 2


def test_the_site_is_ready_and_says_who_answers(client: Client, first: AwayEngine) -> None:
    assert client.get("/readyz").json()["search"] == "elasticsearch"
    first.reason = "no node can be reached"
    for _ in range(FAILURES + 2):
        response = client.get("/readyz")
        assert response.status_code == 200
        assert response.json()["search"] == "postgresql (elasticsearch is away: no node can be reached)"
    assert len(first.asked) == FAILURES + 1
