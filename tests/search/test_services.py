"""What a worker does all the time: it delivers at once, waits for what is away, and ends when it is told."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, transaction

from search import services
from search.engines.elastic.connection import Cluster
from search.engines.elastic.indices import rebuild
from search.engines.elastic.mapping import FORMAT
from search.engines.elastic.state import words
from search.outbox import Outbox
from search.services import Deliverer, Keeper
from tests.search.indexed import SECOND, expected, indexed, make_index, write

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def working(run: Callable[[Event], None]) -> Iterator[threading.Thread]:
    stop = Event()
    thread = threading.Thread(target=run, args=(stop,))
    thread.start()
    try:
        yield thread
    finally:
        stop.set()
        thread.join(timeout=20)
        assert not thread.is_alive()


def until(condition: Callable[[], object]) -> float:
    """Wait for it and return how long that took."""
    began = time.monotonic()
    while not condition():
        assert time.monotonic() - began < 20, "it did not happen"
        time.sleep(0.01)
    return time.monotonic() - began


def found(cluster: Cluster) -> int:
    return int(cluster.client.count(index=cluster.alias)["count"])


def test_what_is_committed_is_found_at_once(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "NAP", 6.0)
    make_index(cluster)
    with working(Deliverer(cluster).run):
        until(lambda: waits() == 1)
        for number in range(1, 6):
            write("Praatcafé", ("praktijk", str(number)))
            assert until(lambda number=number: found(cluster) == number) < 5  # type: ignore[misc]  # within a nap


def waits() -> int:
    """Return how many sessions wait for a word of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' OR query LIKE '%SKIP LOCKED%'")
        return int(cursor.fetchone()[0])


def test_a_connection_that_breaks_is_made_again(cluster: Cluster) -> None:
    make_index(cluster)
    with working(Deliverer(cluster).run):
        write("Praatcafé")
        until(lambda: found(cluster) == 1)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        write("Buurtfeest", SECOND)
        until(lambda: found(cluster) == 2)


def test_an_index_that_is_not_there_is_made_and_what_waited_is_delivered(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    write("Praatcafé")
    with working(Deliverer(cluster).run):
        until(lambda: "changes wait" in caplog.text)
        write("Buurtfeest", SECOND)
        with working(Keeper(cluster).run):
            until(lambda: cluster.client.indices.exists_alias(name=cluster.alias))
            until(lambda: not Outbox.objects.exists())

    assert found(cluster) == 2
    assert caplog.text.count("changes wait") == 1
    assert "is written again" in caplog.text


def test_what_an_index_refuses_for_one_reason_is_told_in_one_line(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    name = make_index(cluster)
    cluster.client.indices.put_settings(index=name, settings={"blocks.write": True})
    with transaction.atomic():
        write("Praatcafé")
        write("Buurtfeest", SECOND)
    with working(Deliverer(cluster).run):
        until(lambda: Outbox.objects.filter(attempts__gt=0).count() == 2)

    told = [record.getMessage() for record in caplog.records if "refuses" in record.getMessage()]
    assert len(told) == 1
    assert told[0].startswith("The index refuses 2 changes, of which praktijk 1: cluster_block_exception")


def test_the_index_of_a_later_release_is_left_alone(cluster: Cluster, caplog: pytest.LogCaptureFixture) -> None:
    """While two releases run, each would make it anew for ever."""
    later = f"{cluster.alias}-{words()}-{FORMAT + 1}-1"
    cluster.client.indices.create(index=later, aliases={cluster.alias: {}})
    with working(Keeper(cluster).run):
        until(lambda: f"has format {FORMAT + 1}" in caplog.text)

    assert set(cluster.client.indices.get_alias(name=cluster.alias).body) == {later}


def test_what_went_elsewhere_while_no_worker_was_here_is_brought_in_step(
    cluster: Cluster, caplog: pytest.LogCaptureFixture
) -> None:
    """As when a site comes back from another cluster, or from PostgreSQL, to an index that it had before."""
    for number in range(1, 6):
        write("Praatcafé", ("praktijk", str(number)))
    make_index(cluster)
    write("Buurtfeest", SECOND)
    write("Moestuin", ("praktijk", "9"))
    Outbox.objects.all().delete()

    with working(Keeper(cluster).run), working(Deliverer(cluster).run):
        until(lambda: indexed(cluster) == expected())

    assert len(expected()) == 6
    assert "The index differed from the entries" in caplog.text


def test_what_a_rebuild_that_was_cut_left_behind_is_removed(cluster: Cluster) -> None:
    name = make_index(cluster)
    assert rebuild(cluster, should_stop=lambda: True) == ""
    with working(Keeper(cluster).run):
        until(lambda: set(cluster.client.indices.get(index=f"{cluster.alias}*").body) == {name})
