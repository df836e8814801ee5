"""The engine on PostgreSQL."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction

from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import Request
from search.query.planning import plan
from tests.factories.search import document, fill
from tests.search.engine_contract import EngineContract
from tests.search.slowness import let_search_take_too_long


class TestPostgreSQLEngine(EngineContract):
    engine = PostgreSQLEngine()


@contextmanager
def entries_locked() -> Iterator[None]:
    """Hold the entries from another connection, so that every statement on them waits."""
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("LOCK TABLE search_entry IN ACCESS EXCLUSIVE MODE")
            held.set()
            done.wait(10)
        connections.close_all()

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(10)
    try:
        yield
    finally:
        done.set()
        thread.join()


@pytest.mark.django_db
def test_an_engine_that_cannot_have_an_answer_in_a_second_says_so() -> None:
    """What it needs is held for longer than it waits: it ends without, where it could also have waited."""
    with entries_locked():
        results = PostgreSQLEngine().search(Request(plan=plan("moestuin")))

    assert PostgreSQLEngine.timeout + PostgreSQLEngine.plain_timeout < 1000
    assert not results.is_complete
    assert results.hits == ()


@pytest.mark.django_db
def test_without_time_what_is_called_exactly_so_is_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    let_search_take_too_long(monkeypatch)
    fill(*(document(f"Moestuin {number}") for number in range(3)), document("Moestuin"))

    results = PostgreSQLEngine().search(Request(plan=plan("moestuin")))

    assert not results.is_complete
    assert [hit.card.title for hit in results.hits] == ["Moestuin"]


@pytest.mark.django_db
def test_the_limit_on_time_ends_with_the_search() -> None:
    def limit() -> tuple[str, ...] | None:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return cursor.fetchone()

    before = limit()
    PostgreSQLEngine().search(Request(plan=plan("moestuin")))
    assert limit() == before
