"""The example accounts of a copy: made once, with passwords of its own, and only where asked for."""

import stat
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.starter import ACCOUNTS, accounts_file, load_example_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_copy(settings: LazySettings, tmp_path: Path) -> None:
    settings.EXAMPLE_ACCOUNTS = True
    settings.VAR_DIR = tmp_path


Commits = Callable[..., AbstractContextManager[Any]]


@pytest.mark.usefixtures("a_copy")
def test_passwords_are_kept_for_their_owner_only_and_work(
    client: Client, django_capture_on_commit_callbacks: Commits
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        load_example_accounts()
    assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600
    administrator = accounts_file().read_text().splitlines()[0].split()
    answer = client.post(reverse("wagtailadmin_login"), {"username": administrator[-2], "password": administrator[-1]})
    assert answer.status_code == 302


@pytest.mark.usefixtures("a_copy")
def test_a_second_load_changes_nothing(django_capture_on_commit_callbacks: Commits) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        load_example_accounts()
    before = accounts_file().read_text()
    passwords = set(User.objects.values_list("password", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        report = load_example_accounts()
    assert (report.created, report.unchanged) == (0, len(ACCOUNTS))
    assert accounts_file().read_text() == before
    assert set(User.objects.values_list("password", flat=True)) == passwords


@pytest.mark.usefixtures("a_copy")
def test_an_interrupted_load_leaves_no_passwords(django_capture_on_commit_callbacks: Commits) -> None:
    @transaction.atomic
    def interrupted() -> None:
        load_example_accounts()
        raise KeyboardInterrupt

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(KeyboardInterrupt):
        interrupted()
    assert not accounts_file().exists()


@pytest.mark.usefixtures("a_copy")
def test_passwords_of_accounts_made_anew_replace_the_old_ones(django_capture_on_commit_callbacks: Commits) -> None:
    for _time in range(2):
        User.objects.all().delete()
        with django_capture_on_commit_callbacks(execute=True):
            load_example_accounts()
    assert len(accounts_file().read_text().splitlines()) == len(ACCOUNTS)


def test_a_real_site_gets_no_example_accounts(settings: LazySettings) -> None:
    settings.EXAMPLE_ACCOUNTS = False
    load_example_accounts()
    assert not User.objects.exists()


def test_capitals_make_no_difference_when_signing_in(client: Client) -> None:
    User.objects.create_superuser("Anders@samenwijs.example", "een heel lang wachtwoord")
    answer = client.post(
        reverse("wagtailadmin_login"), {"username": "anders@SAMENWIJS.example", "password": "een heel lang wachtwoord"}
    )
    assert answer.status_code == 302
