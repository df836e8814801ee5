"""/livez, /readyz and /metrics."""

import datetime

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from portal.tasks.models import PeriodicJob, Worker
from tests.portal.tasks import sample_tasks


def test_alive_without_a_database(client, django_assert_num_queries):
    response = client.get("/livez")  # this test has no access to a database
    assert (response.status_code, response.content) == (200, b"alive\n")
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_ready_when_the_database_is_up_to_date(client):
    said = client.get("/readyz").json()
    assert (said["ready"], said["worker"]) == (True, "not seen in the last minute")
    Worker.objects.create(pk="one")
    said = client.get("/readyz").json()
    assert (said["ready"], said["worker"]) == (True, "seen in the last minute")


@pytest.mark.django_db
def test_not_ready_while_migrations_wait(client):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'tasks'")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reason"].endswith("database migrations are not applied: run manage.py migrate.")


@pytest.mark.django_db
def test_not_ready_when_the_database_is_away(client, monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "worker": "unknown", "reason": "The database does not answer."}


@pytest.mark.django_db
@pytest.mark.parametrize("header", ["", "Bearer ", "Bearer wrong", "Basic secret", "Bearer secreté"])
def test_numbers_are_not_for_everybody(client, settings, header, site_tree):
    settings.METRICS_TOKEN = "secret"
    assert client.get("/metrics", headers={"Authorization": header}).status_code == 404


@pytest.mark.django_db
def test_without_a_token_there_are_no_numbers(client, settings, site_tree):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_the_operator_reads_numbers(client, settings):
    settings.METRICS_TOKEN = "secret"
    sample_tasks.note.enqueue("hallo")
    PeriodicJob.objects.create(name="late", next_run=timezone.now() - datetime.timedelta(hours=1), error="stuk")
    text = client.get("/metrics", headers={"Authorization": "Bearer secret"}).content.decode()
    numbers = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert float(numbers["samenwijs_tasks_ready"]) == 1
    assert float(numbers["samenwijs_periodic_jobs_overdue"]) == 1
    assert float(numbers["samenwijs_periodic_jobs_failing"]) == 1
    assert float(numbers["samenwijs_tasks_oldest_ready_seconds"]) >= 0
