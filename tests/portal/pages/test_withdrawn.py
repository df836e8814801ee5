"""A page that was public keeps its address: renamed it leads on, withdrawn it says so."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from tests.factories.pages import PracticePageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def test_a_withdrawn_page_answers_410_with_a_sentence(client: Client) -> None:
    page = PracticePageFactory(title="Praattafel", draft=True)
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    answer = client.get(page.get_url())
    assert answer.status_code == 410
    assert "ingetrokken" in answer.content.decode()
    assert "Praattafel" not in answer.content.decode()


def test_a_page_that_never_was_public_is_not_found(client: Client) -> None:
    page = PracticePageFactory(draft=True)
    assert client.get(page.get_url()).status_code == 404


def test_a_renamed_page_leads_to_its_new_address(
    client: Client, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]]
) -> None:
    page = StandardPageFactory(slug="oud")
    page.slug = "nieuw"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    answer = client.get("/oud/")
    assert answer.status_code in {301, 302}
    assert answer["Location"].endswith("/nieuw/")
