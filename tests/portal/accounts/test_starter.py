"""The example accounts of a copy: made once, with passwords of its own, and only where asked for."""

import stat
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from portal.accounts.models import User
from portal.accounts.starter import ACCOUNTS, accounts_file, load_example_accounts

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_copy(settings: LazySettings, tmp_path: Path) -> None:
    settings.EXAMPLE_ACCOUNTS = True
    settings.VAR_DIR = tmp_path


@pytest.mark.usefixtures("a_copy")
def test_passwords_are_kept_for_their_owner_only_and_work(client: Client) -> None:
    load_example_accounts()
    assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600
    administrator = accounts_file().read_text().splitlines()[0].split()
    answer = client.post(reverse("wagtailadmin_login"), {"username": administrator[-2], "password": administrator[-1]})
    assert answer.status_code == 302


@pytest.mark.usefixtures("a_copy")
def test_a_second_load_changes_nothing() -> None:
    load_example_accounts()
    before = accounts_file().read_text()
    passwords = set(User.objects.values_list("password", flat=True))
    report = load_example_accounts()
    assert (report.created, report.unchanged) == (0, len(ACCOUNTS))
    assert accounts_file().read_text() == before
    assert set(User.objects.values_list("password", flat=True)) == passwords


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
