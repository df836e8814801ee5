"""Periodic jobs run when they are due, never twice at once, and one that fails stops no other."""

import datetime

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from portal.tasks import registry
from portal.tasks.models import PeriodicJob
from portal.tasks.periodic import _LOCK_SPACE, run_due_jobs
from portal.tasks.schedules import Daily, Every

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.fixture
def ran(monkeypatch):
    """A registry with one job each hour and one that fails, and the moments at which they ran."""
    moments = []

    def note(at):
        moments.append(at)
        return "Genoteerd."

    def fail(at):
        raise ValueError("stuk")

    monkeypatch.setattr(registry, "_jobs", {})
    registry.register(name="fails", title="Mislukt", schedule=Daily(at=datetime.time(4)), run=fail)
    registry.register(name="notes", title="Noteert", schedule=Every(minutes=60), run=note)
    return moments


def test_a_job_runs_when_it_is_due_and_no_sooner(ran):
    for minutes in (0, 30, 59, 60, 61):
        run_due_jobs(at=NOON + datetime.timedelta(minutes=minutes))
    assert ran == [NOON, NOON + datetime.timedelta(minutes=60)]


def test_a_failing_job_is_recorded_and_stops_no_other(ran, caplog):
    run_due_jobs(at=NOON)
    fails, notes = PeriodicJob.objects.order_by("name")
    assert "ValueError: stuk" in fails.error
    assert fails.next_run == NOON + datetime.timedelta(minutes=15)
    assert (notes.result, notes.error) == ("Genoteerd.", "")
    assert "Periodic job fails failed" in caplog.text


def test_a_job_that_recovers_loses_its_error(ran, monkeypatch):
    run_due_jobs(at=NOON)
    registry.register(name="fails", title="", schedule=Daily(at=datetime.time(4)), run=lambda at: "Weer goed.")
    run_due_jobs(at=NOON + datetime.timedelta(minutes=15))
    row = PeriodicJob.objects.get(name="fails")
    assert (row.result, row.error) == ("Weer goed.", "")
    assert timezone.localtime(row.next_run).time() == datetime.time(4)


def test_a_job_that_another_process_runs_is_left_to_it(ran):
    parameters = connection.get_connection_params()
    wanted = ("host", "port", "user", "password", "dbname")
    with psycopg.connect(**{key: parameters[key] for key in wanted if key in parameters}) as other:
        other.execute("SELECT pg_advisory_lock(%s, hashtext('notes'))", [_LOCK_SPACE])
        run_due_jobs(at=NOON)
    assert ran == []

    run_due_jobs(at=NOON)
    assert ran == [NOON]


def test_a_job_that_left_the_code_leaves_the_list(ran):
    PeriodicJob.objects.create(name="gone", next_run=NOON)
    run_due_jobs(at=NOON)
    assert not PeriodicJob.objects.filter(name="gone").exists()


def test_a_job_opens_its_own_transactions(ran):
    depths = []
    registry.register(
        name="notes",
        title="",
        schedule=Every(minutes=1),
        run=lambda at: str(depths.append(len(connection.atomic_blocks))),
    )
    run_due_jobs(at=NOON)
    assert depths == [len(connection.atomic_blocks)], "a transaction around the job would undo all its items at once"


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2027-03-01T02:00+01:00", "2027-03-01T03:30+01:00"),
        ("2027-03-01T03:30+01:00", "2027-03-02T03:30+01:00"),
        ("2027-03-27T12:00+01:00", "2027-03-28T03:30+02:00"),  # the night that the clock goes forward
        ("2027-10-30T12:00+02:00", "2027-10-31T03:30+01:00"),  # and back
    ],
)
def test_a_daily_job_keeps_its_hour(after, due):
    moment = datetime.datetime.fromisoformat(after)
    assert Daily(at=datetime.time(3, 30)).after(moment) == datetime.datetime.fromisoformat(due)


def test_the_command_runs_what_is_due_at_a_date(ran, capsys):
    with pytest.raises(CommandError, match="Failed: fails"):
        call_command("run_periodic", "--at", "2027-03-01")
    assert ran == [datetime.datetime(2027, 2, 28, 23, tzinfo=datetime.UTC)]
    told = capsys.readouterr().out
    assert "notes: Genoteerd." in told
    assert "fails: failed: ValueError: stuk" in told
    call_command("run_periodic", "--at", "2027-03-01T00:01")
    assert "Nothing is due." in capsys.readouterr().out


@pytest.mark.parametrize("text", ["gisteren", "2027-02-30", "2027-02-30T10:00"])
def test_the_command_explains_a_date_that_it_cannot_read(ran, text):
    with pytest.raises(CommandError, match="is no date"):
        call_command("run_periodic", "--at", text)


def test_every_job_of_the_site_can_run_on_an_empty_database():
    rows = run_due_jobs(at=timezone.now())
    assert {row.name for row in rows} >= {"publish-pages", "purge-tasks", "reap-tasks"}
    assert [row.error for row in rows if row.error] == []
