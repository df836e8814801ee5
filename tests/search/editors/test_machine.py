"""The page *Zoekmachine*: which engine answers, what waits, and what was refused."""

import datetime

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from portal.tasks.models import PeriodicJob
from search.editors import machine
from search.engines.elastic.connection import Cluster
from search.engines.elastic.engine import ElasticEngine
from search.engines.fallback import FallbackEngine
from search.engines.postgresql.engine import PostgreSQLEngine
from search.outbox import Outbox
from tests.factories.accounts import UserFactory
from tests.factories.search import document, fill
from tests.search.engines.away import AwayEngine
from tests.search.indexed import make_index

pytestmark = pytest.mark.django_db

PAGE = "/beheer/zoeken/zoekmachine/"


@pytest.fixture
def as_administrator(client: Client) -> Client:
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def first(monkeypatch: pytest.MonkeyPatch) -> AwayEngine:
    """A site on two engines, of which the first may be away."""
    first = AwayEngine()
    monkeypatch.setattr(machine, "engine", FallbackEngine(first, PostgreSQLEngine()))
    return first


def shown(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_it_is_for_administrators_only(as_editor: Client) -> None:
    assert as_editor.get(PAGE).status_code == 302
    assert as_editor.post(PAGE).status_code == 302
    assert PAGE not in as_editor.get("/beheer/").content.decode()


def test_on_postgresql_one_sentence_says_so(as_administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "engine", PostgreSQLEngine())
    fill(document("Praatcafé"))
    page = shown(as_administrator)
    assert "Zoeken werkt op de databank van de site (PostgreSQL), met 1 zoekingang." in page
    assert "Wat wacht" not in page
    assert PAGE in as_administrator.get("/beheer/").content.decode()


def test_an_engine_that_is_away_is_told_with_its_reason(as_administrator: Client, first: AwayEngine) -> None:
    first.reason = "no node can be reached"
    for _ in range(6):
        page = shown(as_administrator)
    assert "PostgreSQL beantwoordt tijdelijk wat mensen zoeken." in page
    assert "<code>no node can be reached</code>" in page
    assert '<dt class="w-font-bold">Sinds</dt>' in page


def test_an_index_is_shown_with_its_documents(
    as_administrator: Client, monkeypatch: pytest.MonkeyPatch, cluster: Cluster
) -> None:
    fill(document("Praatcafé"), document("Huiswerkklas"), by=PostgreSQLEngine())
    name = make_index(cluster)
    fill(document("Praatcafé"), by=PostgreSQLEngine())
    monkeypatch.setattr(machine, "engine", FallbackEngine(ElasticEngine(cluster), PostgreSQLEngine()))

    page = shown(as_administrator)

    assert "Elasticsearch beantwoordt wat mensen zoeken." in page
    assert f"<code>{name}</code>" in page
    assert "<dd>2</dd>" in page
    assert "<dd>1</dd>" in page


def test_an_index_that_is_not_there_is_told(
    as_administrator: Client, monkeypatch: pytest.MonkeyPatch, cluster: Cluster
) -> None:
    monkeypatch.setattr(machine, "engine", FallbackEngine(ElasticEngine(cluster), PostgreSQLEngine()))
    assert "<code>the index is not there</code>" in shown(as_administrator)


def test_what_waits_is_counted(as_administrator: Client, first: AwayEngine) -> None:
    assert "Niets wacht om naar de index te gaan." in shown(as_administrator)
    moment = datetime.datetime(2026, 3, 1, 9, 5, tzinfo=timezone.get_current_timezone())
    Outbox.objects.create(kind="praktijk", object_id="1", revision=1, created=moment)
    Outbox.objects.create(kind="praktijk", object_id="2", revision=2)
    assert "2 wijzigingen wachten om naar de index te gaan, de oudste sinds 1 maart 2026, 09.05." in shown(
        as_administrator
    )


def test_what_was_refused_is_named_and_sent_again(as_administrator: Client, first: AwayEngine) -> None:
    fill(document("Praatcafé", url="/praatcafe/"), by=PostgreSQLEngine())
    kept = {"kind": "praktijk", "is_aside": True, "attempts": 5, "error": "<b>too long</b>"}
    Outbox.objects.create(object_id="1", revision=1, **kept)
    Outbox.objects.create(object_id="99", revision=2, **kept)

    page = shown(as_administrator)

    assert '<a href="/praatcafe/">Praatcafé</a>' in page
    assert "99 (niet meer te vinden)" in page
    assert "&lt;b&gt;too long&lt;/b&gt;" in page
    answer = as_administrator.post(PAGE, follow=True).content.decode()
    assert "2 wijzigingen gaan opnieuw naar de zoekmachine." in answer
    assert "Opnieuw proberen" not in answer
    assert set(Outbox.objects.values_list("is_aside", "attempts")) == {(False, 0)}
    assert "Er stond niets meer opzij." in as_administrator.post(PAGE, follow=True).content.decode()


def test_the_last_comparison_is_told(as_administrator: Client, settings: LazySettings) -> None:
    moment = timezone.now()
    PeriodicJob.objects.create(
        name="reconcile-search", next_run=moment, last_run=moment, result="1 toegevoegd, 0 vernieuwd, 0 verwijderd."
    )
    assert "1 toegevoegd, 0 vernieuwd, 0 verwijderd." in shown(as_administrator)
    PeriodicJob.objects.update(error="Traceback")
    assert "mislukt. Kijk bij Rapporten" in shown(as_administrator)
