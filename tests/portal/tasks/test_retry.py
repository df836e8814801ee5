"""Tasks are tried again, given back when their worker died, and forgotten when old."""

import datetime

import pytest
from django.utils import timezone
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.tasks.housekeeping import purge_finished_tasks
from portal.tasks.models import Worker
from portal.tasks.retry import pause_before, reap_abandoned_tasks
from portal.tasks.worker import SiteWorker
from tests.portal.tasks import sample_tasks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_calls():
    sample_tasks.calls.clear()


def work_until_idle():
    """Run what is ready now, with the worker's own parts."""
    worker = SiteWorker()
    while row := worker._claim():
        worker.run_task(row)


def let_the_pause_pass():
    DBTaskResult.objects.filter(status=TaskResultStatus.READY).update(run_after=timezone.now())


def test_a_task_runs_once():
    sample_tasks.note.enqueue("hallo")
    work_until_idle()
    work_until_idle()
    assert sample_tasks.calls == ["hallo"]
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_a_failing_task_is_tried_three_times_with_growing_pauses():
    sample_tasks.always_fails.enqueue()
    pauses = []
    for _attempt in range(3):
        work_until_idle()
        row = DBTaskResult.objects.get()
        if row.status == TaskResultStatus.READY:
            pauses.append(round((row.run_after - timezone.now()).total_seconds() / 60))
        let_the_pause_pass()
    work_until_idle()

    row = DBTaskResult.objects.get()
    assert sample_tasks.calls == ["tried"] * 3
    assert pauses == [1, 5]
    assert row.status == TaskResultStatus.FAILED
    assert "no luck" in row.traceback


def test_a_task_may_ask_for_another_number_of_attempts():
    sample_tasks.fails_once_and_for_all.enqueue()
    work_until_idle()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_a_task_about_something_deleted_is_not_tried_again():
    sample_tasks.about_somebody_who_left.enqueue()
    work_until_idle()
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED


def test_pauses_grow():
    assert [pause_before(attempt).total_seconds() // 60 for attempt in (2, 3, 4)] == [1, 5, 25]


def claimed_by(worker_id, *, attempts=1):
    sample_tasks.note.enqueue("hallo")
    row = DBTaskResult.objects.get()
    for _attempt in range(attempts):
        row.claim(worker_id)
    return row


def test_the_task_of_a_living_worker_is_left_to_it():
    Worker.objects.create(pk="alive")
    claimed_by("alive")
    assert reap_abandoned_tasks(at=timezone.now()) == 0


def test_the_task_of_a_silent_worker_goes_back_to_the_queue():
    Worker.objects.create(pk="silent", seen_at=timezone.now() - datetime.timedelta(minutes=2))
    claimed_by("silent")
    assert reap_abandoned_tasks(at=timezone.now()) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.READY
    assert not Worker.objects.exists()
    let_the_pause_pass()
    work_until_idle()
    assert sample_tasks.calls == ["hallo"]


def test_a_task_that_kills_its_worker_each_time_fails_in_the_end():
    claimed_by("gone", attempts=3)
    assert reap_abandoned_tasks(at=timezone.now()) == 1
    row = DBTaskResult.objects.get()
    assert (row.status, row.traceback) == (TaskResultStatus.FAILED, "worker is gone")


def test_old_results_are_forgotten_and_failures_are_kept_longer():
    for status, days in [("SUCCESSFUL", 8), ("SUCCESSFUL", 6), ("FAILED", 8), ("FAILED", 61)]:
        sample_tasks.note.enqueue("oud")
        DBTaskResult.objects.filter(status="READY").update(
            status=status, finished_at=timezone.now() - datetime.timedelta(days=days)
        )
    assert purge_finished_tasks(timezone.now()) == "2 oude taken opgeruimd."
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL", "FAILED"}
