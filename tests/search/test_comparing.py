"""Index and entries compared: what differs is found, whatever made it so, and repaired by the outbox."""

import pytest
from django.db import connection

from search.delivery import deliver
from search.engines.elastic.comparing import compare, reconcile
from search.engines.elastic.connection import Cluster
from search.entries import Entry
from search.outbox import Outbox
from tests.search.indexed import SECOND, expected, indexed, make_index, remove, write

pytestmark = pytest.mark.django_db


def drain(cluster: Cluster) -> None:
    """Deliver all that waits."""
    while deliver(cluster).may_have_more:
        pass


@pytest.fixture
def in_step(cluster: Cluster) -> Cluster:
    """An index that holds two entries, as they are."""
    make_index(cluster)
    write("Moestuin")
    write("Zwembad", SECOND)
    drain(cluster)
    return cluster


def test_what_is_in_step_is_left_alone(in_step: Cluster) -> None:
    assert reconcile(in_step) == []
    assert not Outbox.objects.exists()


def test_a_document_that_is_gone_comes_back(in_step: Cluster) -> None:
    in_step.client.delete(index=in_step.alias, id="praktijk:1", refresh=True)

    assert reconcile(in_step) == ["praktijk:1"]
    drain(in_step)

    assert indexed(in_step) == expected()
    assert reconcile(in_step) == []


def test_a_change_that_was_never_told_is_found(in_step: Cluster) -> None:
    Entry.objects.filter(object_id="2").update(title="Sporthal", digest="other")

    assert reconcile(in_step) == ["praktijk:2"]
    drain(in_step)

    assert reconcile(in_step) == []


def test_what_is_no_entry_any_more_leaves_the_index(in_step: Cluster) -> None:
    Entry.objects.filter(object_id="2").delete()

    assert reconcile(in_step) == ["praktijk:2"]
    drain(in_step)

    assert indexed(in_step) == {"praktijk:1": "Moestuin"}


def test_an_entry_made_again_meanwhile_is_not_removed(in_step: Cluster) -> None:
    Entry.objects.filter(object_id="2").delete()
    reconcile(in_step)
    write("Zwembad opnieuw", SECOND)

    drain(in_step)

    assert indexed(in_step) == {"praktijk:1": "Moestuin", "praktijk:2": "Zwembad opnieuw"}


def test_what_waits_is_on_its_way(in_step: Cluster) -> None:
    write("Tuin")
    remove(SECOND)
    waiting = Outbox.objects.count()

    assert reconcile(in_step) == []
    assert Outbox.objects.count() == waiting


def test_an_older_copy_of_the_database_gets_an_index_of_its_own(in_step: Cluster) -> None:
    serving = in_step.client.indices.get_alias(name=in_step.alias).body
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('search_revision', 1)")

    (said,) = reconcile(in_step)

    assert "the database has not seen" in said
    assert in_step.client.indices.get_alias(name=in_step.alias).body.keys() != serving.keys()
    assert indexed(in_step) == expected()
    assert not compare(in_step).names


def test_an_index_that_is_not_there_is_made(cluster: Cluster) -> None:
    write("Moestuin")

    (said,) = reconcile(cluster)

    assert "no index has the alias" in said
    assert indexed(cluster) == expected()
