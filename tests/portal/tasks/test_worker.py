"""The worker as a process: it works, says that it lives, and stops when it is told."""

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from portal.tasks.models import PeriodicJob, Worker
from tests.portal.tasks import sample_tasks

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed():
    """Call a function in a database session of its own, whose rows other processes see; undone by hand at the end."""
    with ThreadPoolExecutor(max_workers=1) as session:
        yield lambda function: session.submit(function).result()
        for model in (DBTaskResult, PeriodicJob, Worker):
            session.submit(model.objects.all().delete).result()
        session.submit(lambda: connection.close()).result()  # noqa: PLW0108  the connection of that thread, not of this one


@pytest.fixture
def worker(committed, monkeypatch):
    """A worker process on the database of the tests."""
    database = connection.settings_dict
    login = quote(database["USER"]) + (f":{quote(database['PASSWORD'])}" if database["PASSWORD"] else "")
    host, name = database["HOST"], database["NAME"]
    where = f"@/{name}?host={quote(host)}" if host.startswith("/") else f"@{host}:{database['PORT']}/{name}"
    monkeypatch.setenv("DATABASE_URL", f"postgresql://{login}{where}")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "config.settings.test")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    process = subprocess.Popen(
        [sys.executable, "manage.py", "work"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.communicate()


def wait_for(condition, *, seconds=30):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.1)


def test_a_worker_works_and_stops_when_it_is_told(worker, committed):
    committed(lambda: sample_tasks.note.enqueue("hallo"))
    wait_for(lambda: committed(DBTaskResult.objects.successful().exists))
    assert committed(lambda: Worker.objects.alive().count()) == 1
    assert committed(lambda: PeriodicJob.objects.get(name="publish-pages").error) == ""
    time.sleep(0.3)  # it sleeps between two looks at the queue

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0
    assert not committed(Worker.objects.exists)


def test_a_worker_outlives_a_database_that_goes_away_during_a_task(worker, committed):
    cut = committed(sample_tasks.loses_the_database.enqueue).id
    committed(lambda: sample_tasks.note.enqueue("hallo"))

    wait_for(lambda: committed(DBTaskResult.objects.successful().exists))

    assert worker.poll() is None
    had_it = committed(lambda: DBTaskResult.objects.get(pk=cut).worker_ids)
    # It goes on under another name: so that the reaper takes back what the first one had in hand.
    wait_for(lambda: committed(lambda: Worker.objects.exclude(pk__in=had_it).exists()))
