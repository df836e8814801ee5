"""The outbox: what it holds of a change, and in which order the changes of one entry are numbered."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from search import outbox
from search.engines.postgresql.engine import PostgreSQLEngine
from search.entries import Entry
from search.outbox import Outbox
from tests.factories.search import document, fill, values

ENTRIES = PostgreSQLEngine()
FIRST = ("praktijk", "1")


def rows() -> list[tuple[str, str, int]]:
    return list(Outbox.objects.order_by("id").values_list("kind", "object_id", "revision"))


def write(title: str = "Praatcafé", item: tuple[str, str] = FIRST) -> None:
    ENTRIES.apply([values(*item, document(title))])
    outbox.changed([item])


def remove(item: tuple[str, str] = FIRST) -> None:
    kind, object_id = item
    outbox.gone((kind, found) for found in ENTRIES.withdraw(kind, [object_id]))


def revision() -> int:
    return Entry.objects.get(kind="praktijk", object_id="1").revision


@pytest.mark.django_db
def test_each_change_of_an_entry_has_a_higher_number_in_its_row_and_in_the_outbox() -> None:
    seen = []
    for title in ("Praatcafé", "Praattafel", "Praathuis"):
        write(title)
        seen.append(revision())

    assert 0 < seen[0] < seen[1] < seen[2]
    assert rows() == [(*FIRST, number) for number in seen]


@pytest.mark.django_db
def test_a_removed_entry_has_a_higher_number_and_one_written_again_a_higher_one_still() -> None:
    write()
    remove()
    write()

    numbers = [number for *_, number in rows()]
    assert numbers == sorted(set(numbers))
    assert numbers[-1] == revision()


@pytest.mark.django_db
def test_what_was_not_there_is_not_remembered() -> None:
    remove()
    outbox.changed([FIRST])

    assert rows() == []


@pytest.mark.django_db
def test_items_that_are_named_twice_are_remembered_once() -> None:
    ENTRIES.apply([values(*FIRST, document())])
    outbox.changed([FIRST, FIRST])

    assert rows() == [(*FIRST, revision())]


@pytest.mark.django_db
def test_a_change_that_is_undone_leaves_nothing() -> None:
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert rows() == []


@pytest.mark.django_db
def test_the_engine_on_postgresql_writes_no_row() -> None:
    fill(document(), document("Praattafel"), by=ENTRIES)
    ENTRIES.withdraw("praktijk", ["1"])

    assert rows() == []


def in_another_session(act: Callable[[], None]) -> threading.Thread:
    def whole() -> None:
        try:
            with transaction.atomic():
                act()
        finally:
            connection.close()

    session = threading.Thread(target=whole)
    session.start()
    return session


def until_it_waits_for_a_lock() -> None:
    with connection.cursor() as cursor:
        for _ in range(2000):
            cursor.execute("SELECT count(*), pg_sleep(0.005) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise TimeoutError("the other session never waited")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", [write, remove], ids=["changed", "removed"])
def test_who_writes_an_entry_while_another_does_has_the_later_number(act: Callable[[], None]) -> None:
    """Also when its own writing began first: an insert is numbered before it meets the removal of the same entry."""
    write()
    with transaction.atomic():
        Entry.objects.select_for_update().get()
        other = in_another_session(lambda: write("Van een ander"))
        until_it_waits_for_a_lock()
        act()
        ours = rows()[-1][-1]
    other.join()

    assert rows()[-1] == (*FIRST, revision())
    assert revision() > ours
    assert Entry.objects.get().title == "Van een ander"
