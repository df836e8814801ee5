"""Delivery to the index: nothing lost, nothing older over what is newer, and what is refused stays with its reason."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from search.delivery import ATTEMPTS, LONGEST_PAUSE, MOST, Delivered, deliver
from search.engines.elastic.bulk import Change, send
from search.engines.elastic.connection import Cluster
from search.engines.elastic.documents import sources
from search.engines.protocol import EngineAwayError
from search.entries import Entry
from search.outbox import Outbox
from tests.processes import killed_after, to_its_end
from tests.search.indexed import FIRST, SECOND, expected, indexed, make_index, remove, write

NUMBERS_ONLY = {"sort_title": {"type": "long"}}
"""A field by which an index refuses every title that is no number."""


def waiting() -> list[tuple[str, str]]:
    return list(Outbox.objects.order_by("id").values_list("kind", "object_id"))


def due_again() -> None:
    Outbox.objects.update(due=timezone.now() - timedelta(seconds=1))


@pytest.mark.django_db
def test_what_was_written_is_in_the_index_and_out_of_the_outbox(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    write("Buurtfeest", SECOND)

    assert deliver(cluster) == Delivered(taken=2, acknowledged=2)

    assert indexed(cluster) == {"praktijk:1": "Praatcafé", "praktijk:2": "Buurtfeest"}
    assert waiting() == []


@pytest.mark.django_db
def test_a_queue_that_is_drained_can_be_found_at_once(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    deliver(cluster)

    assert cluster.client.count(index=cluster.alias)["count"] == 1  # without a refresh of ours


@pytest.mark.django_db
def test_only_so_many_rows_are_taken_in_their_order(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé", SECOND)
    write("Buurtfeest", FIRST)

    assert deliver(cluster, limit=1) == Delivered(taken=1, acknowledged=1)

    assert waiting() == [FIRST]
    assert indexed(cluster) == {"praktijk:2": "Praatcafé"}


@pytest.mark.django_db
def test_what_the_entry_holds_is_sent_not_what_it_held_and_that_answers_every_row_of_the_item(cluster: Cluster) -> None:
    make_index(cluster)
    for title in ("Praatcafé", "Praattafel", "Praathuis"):
        write(title)

    assert deliver(cluster, limit=1) == Delivered(taken=1, acknowledged=3)

    assert indexed(cluster) == {"praktijk:1": "Praathuis"}
    assert waiting() == []


@pytest.mark.django_db
def test_what_is_removed_goes_and_comes_back_when_it_is_written_again(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    deliver(cluster)
    remove()
    deliver(cluster)
    assert indexed(cluster) == {}

    write("Praathuis")
    remove()
    write("Praattafel")
    deliver(cluster)

    assert indexed(cluster) == {"praktijk:1": "Praattafel"}
    assert waiting() == []


@pytest.mark.django_db
def test_what_comes_late_is_acknowledged_and_never_overwrites_what_is_newer(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    entry = Entry.objects.get()
    late = Change(*FIRST, entry.revision, sources([entry])[0])
    write("Praathuis")
    deliver(cluster)

    assert [answer.error for answer in send(cluster, cluster.alias, [late, Change(*FIRST, entry.revision)])] == ["", ""]
    assert indexed(cluster) == {"praktijk:1": "Praathuis"}

    remove()
    deliver(cluster)
    assert [answer.error for answer in send(cluster, cluster.alias, [late])] == [""]
    assert indexed(cluster) == {}


@pytest.mark.django_db
def test_what_another_process_has_taken_is_left_to_it(cluster: Cluster, transactional_db: None) -> None:
    make_index(cluster)
    write("Praatcafé")
    write("Buurtfeest", SECOND)
    taken, done = threading.Event(), threading.Event()

    def hold_the_first() -> None:
        with transaction.atomic():
            Outbox.objects.select_for_update().order_by("id").first()
            taken.set()
            done.wait(timeout=20)
        connection.close()

    other = threading.Thread(target=hold_the_first)
    other.start()
    taken.wait(timeout=20)
    write("Praathuis", FIRST)
    delivered = deliver(cluster)
    done.set()
    other.join()

    # The newer row of the first item says all, but the older one is held: who holds it sends the same once more.
    assert delivered == Delivered(taken=2, acknowledged=2)
    assert waiting() == [FIRST]
    assert deliver(cluster) == Delivered(taken=1, acknowledged=1)
    assert indexed(cluster) == expected()


@pytest.mark.django_db
def test_a_cluster_that_is_away_touches_no_row(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    before = list(Outbox.objects.values())

    with pytest.raises(EngineAwayError, match="no node can be reached"):
        deliver(Cluster(("http://127.0.0.1:9",), cluster.prefix))

    assert list(Outbox.objects.values()) == before


@pytest.mark.django_db
def test_without_an_index_nothing_is_sent_and_none_is_made_by_the_way(cluster: Cluster) -> None:
    write("Praatcafé")

    with pytest.raises(EngineAwayError, match="no index has the alias"):
        deliver(cluster)
    with pytest.raises(EngineAwayError, match="the index is not there"):
        list(send(cluster, cluster.alias, [Change(*FIRST, 1, {})]))

    assert waiting() == [FIRST]
    assert not cluster.client.indices.exists(index=cluster.alias)


@pytest.mark.django_db
def test_an_alias_of_two_indices_is_named_and_nothing_is_sent(cluster: Cluster) -> None:
    make_index(cluster)
    cluster.client.indices.create(index=f"{cluster.prefix}-strange", aliases={cluster.alias: {}})
    write("Praatcafé")

    with pytest.raises(EngineAwayError, match=f"names several indices: .*, {cluster.prefix}-strange"):
        deliver(cluster)

    assert waiting() == [FIRST]


@pytest.mark.django_db
def test_what_is_refused_stays_with_its_reason_and_stops_no_other(cluster: Cluster) -> None:
    make_index(cluster, **NUMBERS_ONLY)
    write("Praatcafé")
    write("1234", SECOND)

    delivered = deliver(cluster)

    assert (delivered.taken, delivered.acknowledged, delivered.refused, delivered.aside) == (2, 1, 1, 0)
    assert indexed(cluster) == {"praktijk:2": "1234"}
    row = Outbox.objects.get()
    assert (row.kind, row.object_id, row.attempts, row.is_aside) == (*FIRST, 1, False)
    assert "failed to parse field [sort_title]" in row.error
    assert timedelta(seconds=1) < row.due - timezone.now() <= timedelta(seconds=2)
    assert deliver(cluster) == Delivered()  # not due yet


@pytest.mark.django_db
def test_what_is_refused_again_and_again_is_set_aside_until_its_item_is_right(cluster: Cluster) -> None:
    make_index(cluster, **NUMBERS_ONLY)
    write("Praatcafé")
    for attempt in range(ATTEMPTS):
        due_again()
        assert deliver(cluster).aside == (attempt == ATTEMPTS - 1)
    due_again()
    assert deliver(cluster) == Delivered()
    assert Outbox.objects.get().is_aside

    write("1234")

    assert deliver(cluster) == Delivered(taken=1, acknowledged=2)
    assert waiting() == []


@pytest.mark.django_db
@pytest.mark.parametrize("block", ["write", "read_only_allow_delete"], ids=["no writing", "no space left"])
def test_what_is_refused_for_now_is_never_set_aside(cluster: Cluster, block: str) -> None:
    name = make_index(cluster)
    write("Praatcafé")
    cluster.client.indices.put_settings(index=name, settings={f"blocks.{block}": True})
    for _ in range(ATTEMPTS + 5):
        due_again()
        assert deliver(cluster).refused == 1
    row = Outbox.objects.get()
    assert (row.attempts, row.is_aside) == (ATTEMPTS + 5, False)
    assert timedelta(seconds=LONGEST_PAUSE / 2) < row.due - timezone.now() <= timedelta(seconds=LONGEST_PAUSE)

    cluster.client.indices.put_settings(index=name, settings={f"blocks.{block}": None})
    due_again()

    assert deliver(cluster) == Delivered(taken=1, acknowledged=1)


def test_there_is_no_hurry_where_all_is_refused() -> None:
    assert Delivered(taken=MOST, acknowledged=1, refused=MOST - 1).may_have_more
    assert not Delivered(taken=MOST, refused=MOST).may_have_more


@pytest.mark.django_db
def test_a_clock_that_was_put_back_keeps_nothing_waiting(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    Outbox.objects.update(due=timezone.now() + timedelta(days=3))

    assert deliver(cluster) == Delivered(taken=1, acknowledged=1)


@pytest.mark.django_db
def test_an_entry_that_cannot_be_made_a_document_stops_no_other(cluster: Cluster) -> None:
    make_index(cluster)
    write("Praatcafé")
    write("Buurtfeest", SECOND)
    Entry.objects.filter(object_id="1").update(weight=float("nan"))

    delivered = deliver(cluster)

    assert (delivered.acknowledged, delivered.refused) == (1, 1)
    assert indexed(cluster) == {"praktijk:2": "Buurtfeest"}


@pytest.mark.django_db(transaction=True)
def test_a_delivery_that_is_killed_anywhere_loses_nothing(cluster: Cluster) -> None:
    make_index(cluster)

    def change() -> None:
        write("Praatcafé", ("praktijk", "3"))
        deliver(cluster)
        write("Praathuis")
        remove(("praktijk", "3"))
        write("Buurtfeest", SECOND)

    def act() -> None:
        deliver(cluster)

    change()
    whole = to_its_end(act)
    assert waiting() == []
    for point in range(1, whole.statements + 1):
        change()
        killed_after(point, act)
        assert {*waiting()} in ({FIRST, SECOND, ("praktijk", "3")}, set())
        deliver(cluster)
        assert waiting() == [], f"killed after statement {point} of {whole.statements}"
        assert indexed(cluster) == expected()
