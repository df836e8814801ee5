"""The index made anew: it answers all along, changes reach both, and whatever cuts it leaves the old one answering."""

import os
import signal
import threading
from collections.abc import Callable
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from elastic_transport import Transport

from search import outbox
from search.delivery import Delivered, deliver
from search.engines.elastic import indices
from search.engines.elastic.connection import Cluster
from search.engines.elastic.indices import UnderWayError, only_one, rebuild, tidy
from search.engines.elastic.mapping import FORMAT, MAPPINGS
from search.engines.elastic.repairing import problem, repair
from search.engines.elastic.state import building, named, state, words
from search.entries import Entry
from search.outbox import Outbox
from tests.processes import Process, killed_after, to_its_end
from tests.search.indexed import FIRST, SECOND, expected, indexed, make_index, remove, write

THIRD, FOURTH = ("praktijk", "3"), ("richtlijn", "4")


@pytest.fixture
def filled(cluster: Cluster) -> Cluster:
    """An index that holds the three entries."""
    for title, item in (("Praatcafé", FIRST), ("Buurtfeest", SECOND), ("Moestuin", THIRD)):
        write(title, item)
    make_index(cluster)
    deliver(cluster)
    return cluster


def all_indices(cluster: Cluster) -> set[str]:
    return set(cluster.client.indices.get(index=f"{cluster.prefix}*").body)


@pytest.mark.django_db
def test_the_new_index_answers_and_the_old_one_is_gone(filled: Cluster) -> None:
    old = state(filled).serving
    heard: list[tuple[int, int]] = []

    name = rebuild(filled, tell=lambda *numbers: heard.append(numbers))

    assert named(filled.alias, name) == (words(), FORMAT)
    assert name not in old
    assert all_indices(filled) == {name}
    assert state(filled).serving == (name,)
    assert state(filled).building == ()
    assert indexed(filled) == expected()
    assert heard == [(3, 3)]
    settings = filled.client.indices.get_settings(index=name)[name]["settings"]["index"]
    assert settings["refresh_interval"] == "1s"


@pytest.mark.django_db
def test_what_changes_meanwhile_reaches_both(filled: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indices, "BATCH", 1)
    seen = []

    def change(done: int, total: int) -> None:
        if done == 2:
            write("Praathuis", FIRST)  # is in the new index as it was
            remove(SECOND)
            write("Groentetuin", THIRD)  # is not there yet
            write("Een nieuwe", FOURTH)
            assert deliver(filled).acknowledged == 4
            assert indexed(filled) == expected()
            seen.append(indexed(filled, building(filled.alias)))

    rebuild(filled, tell=change)

    assert seen == [expected()]
    assert indexed(filled) == expected()
    assert not Outbox.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("is_written_again", [False, True], ids=["removed", "removed and written again"])
def test_what_is_removed_behind_its_reading_does_not_come_back(
    filled: Cluster, monkeypatch: pytest.MonkeyPatch, is_written_again: bool
) -> None:
    read = indices.documents

    def then_removed(entries: Any) -> Any:
        made = read(entries)
        remove(SECOND)
        if is_written_again:
            write("Straatfeest", SECOND)
        deliver(filled)
        return made

    monkeypatch.setattr(indices, "documents", then_removed)
    rebuild(filled)

    assert indexed(filled) == expected()
    assert (
        SECOND in {("praktijk", key) for key in Entry.objects.values_list("object_id", flat=True)}
    ) == is_written_again


@pytest.mark.django_db
def test_deliveries_go_on_where_the_new_index_takes_over_in_between(filled: Cluster) -> None:
    """Delivery saw an index being built that is the one that answers when it sends."""
    write("Praathuis")
    before = state(filled)
    now = before.__class__(before.alias, before.serving, ("gone",), ())
    with mock.patch("search.delivery.state", side_effect=[now, before]):
        assert deliver(filled) == Delivered(taken=1, acknowledged=1)

    assert indexed(filled) == expected()


@pytest.mark.django_db
def test_what_the_new_index_refuses_waits_in_the_outbox_and_stops_nothing(
    filled: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("1234", SECOND)
    deliver(filled)
    stricter = MAPPINGS | {"properties": MAPPINGS["properties"] | {"sort_title": {"type": "long"}}}
    monkeypatch.setattr(indices, "MAPPINGS", stricter)

    rebuild(filled)

    assert indexed(filled) == {"praktijk:2": "1234"}
    assert set(Outbox.objects.values_list("kind", "object_id")) == {FIRST, THIRD}


@pytest.mark.django_db
def test_an_entry_that_has_a_score_of_no_number_keeps_no_other_from_the_new_index(filled: Cluster) -> None:
    Entry.objects.filter(object_id="1").update(weight=float("nan"))

    rebuild(filled)

    assert set(indexed(filled)) == {"praktijk:2", "praktijk:3"}
    assert list(Outbox.objects.values_list("kind", "object_id")) == [FIRST]


@pytest.mark.django_db
def test_an_entry_that_cannot_be_made_a_document_keeps_no_other_from_the_new_index(filled: Cluster) -> None:
    Entry.objects.filter(object_id="1").update(card={"larger than 64 bits": 10**30})

    rebuild(filled)

    assert set(indexed(filled)) == {"praktijk:2", "praktijk:3"}
    assert list(Outbox.objects.values_list("kind", "object_id")) == [FIRST]
    assert deliver(filled).refused == 1
    assert "64-bit" in Outbox.objects.get().error


@pytest.mark.django_db
def test_an_index_that_answers_and_was_given_the_second_alias_stands_in_no_way(filled: Cluster) -> None:
    (old,) = state(filled).serving
    filled.client.indices.put_alias(index=old, name=building(filled.alias))

    name = rebuild(filled)

    assert state(filled).serving == (name,)
    assert state(filled).building == ()


@pytest.mark.django_db
def test_it_ends_when_it_is_told_to_and_the_old_index_goes_on(filled: Cluster) -> None:
    old = state(filled).serving

    assert rebuild(filled, should_stop=lambda: True) == ""

    assert state(filled).serving == old
    assert indexed(filled) == expected()
    assert len(tidy(filled)) == 1
    assert all_indices(filled) == set(old)


@pytest.mark.django_db
def test_of_two_rebuilds_one_goes_on(filled: Cluster) -> None:
    there, done = threading.Event(), threading.Event()

    def other() -> None:
        with only_one(filled):
            there.set()
            done.wait(timeout=20)
        connection.close()

    session = threading.Thread(target=other)
    session.start()
    there.wait(timeout=20)
    try:
        with pytest.raises(UnderWayError):
            rebuild(filled)
        assert tidy(filled) == []
    finally:
        done.set()
        session.join()
    assert rebuild(filled)


def deleted_by_hand(cluster: Cluster) -> None:
    cluster.client.indices.delete(index=state(cluster).serving[0])


def two_under_one_alias(cluster: Cluster) -> None:
    cluster.client.indices.create(index=f"{cluster.prefix}-strange", aliases={cluster.alias: {}})


def the_name_of_the_alias(cluster: Cluster) -> None:
    deleted_by_hand(cluster)
    cluster.client.index(index=cluster.alias, id="1", document={"a": 1})


def of_another_format(cluster: Cluster) -> None:
    deleted_by_hand(cluster)
    cluster.client.indices.create(index=f"{cluster.alias}-{words()}-0-1", aliases={cluster.alias: {}})


def of_another_analyser(cluster: Cluster) -> None:
    deleted_by_hand(cluster)
    name = f"{cluster.alias}-0123456789-{FORMAT}-1"
    cluster.client.indices.create(index=name, mappings=MAPPINGS, aliases={cluster.alias: {}})
    with transaction.atomic():
        outbox.again(Entry.objects.values_list("kind", "object_id"))
    deliver(cluster)


def empty(cluster: Cluster) -> None:
    deleted_by_hand(cluster)
    name = f"{cluster.alias}-{words()}-{FORMAT}-1"
    cluster.client.indices.create(index=name, mappings=MAPPINGS, aliases={cluster.alias: {}})


def emptied_and_written_since(cluster: Cluster) -> None:
    empty(cluster)
    write("Praathuis")
    deliver(cluster)


WRONG: dict[Callable[[Cluster], None], str] = {
    deleted_by_hand: "no index has the alias",
    two_under_one_alias: "names several indices",
    the_name_of_the_alias: "stands where the index of search is expected",
    of_another_format: f"has format 0, and {FORMAT} is expected",
    of_another_analyser: "another version of the analyser",
    empty: "holds 0 of 3 entries",
    emptied_and_written_since: "holds 1 of 3 entries",
}


@pytest.mark.django_db
@pytest.mark.parametrize(("act", "words_of_it"), WRONG.items(), ids=[act.__name__ for act in WRONG])
def test_what_is_wrong_is_named_and_repaired(filled: Cluster, act: Callable[[Cluster], None], words_of_it: str) -> None:
    stranger = f"{filled.prefix}x-entries-{words()}-{FORMAT}-1"
    filled.client.indices.create(index=stranger)
    try:
        assert not repair(filled)
        act(filled)
        assert words_of_it in problem(filled)

        assert words_of_it in repair(filled)

        assert not problem(filled)
        (name,) = state(filled).serving
        assert indexed(filled) == expected()
        ours = {found for found in all_indices(filled) if named(filled.alias, found)}
        assert ours == {name}
        assert filled.client.indices.exists(index=stranger)
    finally:
        filled.client.indices.delete(index=stranger)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("act", "answers"),
    [
        (emptied_and_written_since, False),
        (two_under_one_alias, False),
        (of_another_format, False),
        (of_another_analyser, True),
    ],
)
def test_what_cannot_be_right_answers_no_more_while_it_is_made_anew(
    filled: Cluster, act: Callable[[Cluster], None], answers: bool
) -> None:
    act(filled)

    repair(filled, should_stop=lambda: True)  # is cut as soon as there is something to fill

    assert bool(state(filled).serving) == answers
    repair(filled)
    assert indexed(filled) == expected()


@pytest.mark.django_db
def test_what_waits_is_not_taken_for_lost(filled: Cluster) -> None:
    for number in range(10, 20):
        write("Nieuw", ("praktijk", str(number)))

    assert not problem(filled)

    Outbox.objects.all().delete()
    assert "holds 3 of 13 entries" in problem(filled)


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_after_any_statement_leaves_the_old_index_answering(
    filled: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indices, "BATCH", 2)
    whole = to_its_end(lambda: rebuild(filled))

    for point in range(1, whole.statements + 1):
        killed_after(point, lambda: rebuild(filled))
        assert indexed(filled) == expected(), f"killed after statement {point} of {whole.statements}"
        (name,) = state(filled).serving
        tidy(filled)
        assert all_indices(filled) == {name}


def killed_after_request(number: int, act: Callable[[], object]) -> bool:
    """Do an act in another process and kill it after so many requests to the cluster; return whether it came so far."""

    def counted() -> None:
        ask, made = Transport.perform_request, 0

        def then_killed(*arguments: Any, **more: Any) -> Any:
            nonlocal made
            answer = ask(*arguments, **more)
            made += 1
            if made == number:
                os.kill(os.getpid(), signal.SIGKILL)
            return answer

        with mock.patch.object(Transport, "perform_request", then_killed):
            act()

    code = Process(counted).wait().code
    assert code in {0, -signal.SIGKILL}, "the act failed by itself, see what it wrote"
    return code != 0


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_killed_after_any_request_leaves_one_that_answers(
    filled: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indices, "BATCH", 2)
    point = 1
    while killed_after_request(point, lambda: rebuild(filled)):
        assert indexed(filled) == expected(), f"killed after request {point}"
        write(f"Praatcafé {point}")
        assert deliver(filled).acknowledged == 1
        assert indexed(filled) == expected()
        point += 1

    assert point > 8
    assert all_indices(filled) == set(state(filled).serving)
    assert indexed(filled) == expected()
