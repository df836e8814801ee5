"""Administrators see periodic jobs and failed tasks; nobody else does."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.tasks.models import PeriodicJob
from portal.tasks.periodic import run_due_jobs
from tests.factories.accounts import UserFactory
from tests.portal.tasks import sample_tasks

pytestmark = pytest.mark.django_db

REPORTS = ["periodic_jobs", "periodic_jobs_results", "failed_tasks", "failed_tasks_results"]


def test_an_administrator_sees_what_ran_and_what_comes_next(client):
    run_due_jobs(at=timezone.now())
    PeriodicJob.objects.filter(name="reap-tasks").update(error="Traceback\nValueError: stuk")
    client.force_login(UserFactory(administrator=True))
    page = client.get(reverse("periodic_jobs")).content.decode()
    for text in ("Periodieke taken", "Oude taken opruimen", "elke dag om 03.30 uur", "0 gepubliceerd, 0 vervallen"):
        assert text in page
    assert "Mislukt: ValueError: stuk" in page


def test_an_administrator_sees_which_tasks_failed(client):
    client.force_login(UserFactory(administrator=True))
    assert "Er zijn geen mislukte taken" in client.get(reverse("failed_tasks")).content.decode()
    sample_tasks.always_fails.enqueue()
    DBTaskResult.objects.update(
        status="FAILED",
        finished_at=timezone.now(),
        traceback="Traceback\nValueError: no luck",
        worker_ids=["a", "b", "c"],
    )
    page = client.get(reverse("failed_tasks")).content.decode()
    assert "always_fails" in page
    assert "ValueError: no luck" in page


def test_the_reports_stand_in_the_menu(client):
    client.force_login(UserFactory(administrator=True))
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Periodieke taken" in menu
    assert "Mislukte taken" in menu


@pytest.mark.parametrize("name", REPORTS)
def test_an_editor_does_not_see_them(client, name):
    editor = UserFactory()
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["location"] == reverse("wagtailadmin_home")
    assert "Periodieke taken" not in client.get(reverse("wagtailadmin_home")).content.decode()
