"""Editors and their forms, for tests of guidelines."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from portal.accounts.models import User
from portal.pages.rights import grant_editors
from practices.guidelines.models import GuidelinePage
from practices.guidelines.workflow import attach_workflow
from tests.factories.accounts import UserFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.reference import ThemeFactory
from tests.factories.tree import SiteTree


class Editor:
    """Somebody at the admin's editing form of guidelines."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.client = Client()
        self.client.force_login(user)

    def create(self, parent: Any, action: str = "", **fields: Any) -> Any:
        """Send the form of a new guideline; `action` is the name of the button."""
        address = reverse("wagtailadmin_pages:add", args=["guidelines", "guidelinepage", parent.pk])
        return self.client.post(address, form(action, **fields), follow=True)

    def edit(self, guideline: GuidelinePage, action: str = "", **fields: Any) -> Any:
        """Send the form of a guideline; `action` is the name of the button."""
        address = reverse("wagtailadmin_pages:edit", args=[guideline.pk])
        return self.client.post(address, form(action, **fields), follow=True)

    def open(self, guideline: GuidelinePage) -> str:
        """Return the editing form as HTML."""
        return self.client.get(reverse("wagtailadmin_pages:edit", args=[guideline.pk])).content.decode()

    def approve(self, guideline: GuidelinePage) -> Any:
        """Approve from the dashboard, without opening the form."""
        state = guideline.current_workflow_task_state
        address = reverse("wagtailadmin_pages:workflow_action", args=[guideline.pk, "approve", state.pk])
        return self.client.post(address, {}, follow=True, headers={"referer": reverse("wagtailadmin_home")})


def form(action: str = "", **fields: Any) -> dict[str, Any]:
    """Return the form of a guideline of AgII, valid by default."""
    text = streamfield([("text", rich_text("<p>Omdat buren elkaar kennen.</p>"))])
    organisation = OrganisationFactory(code="agii")
    filled = {
        "title": "Een tolk aan het loket",
        "slug": "tolk",
        "summary": "Wanneer je een tolk inzet en wat je vooraf regelt.",
        "issued_by": "agii",
        "version": "1",
        "valid_from": "2026-01-01",
        "what_changed": "",
        "publisher": "",
        "origin": "eigenaar",
        "source_url": "",
        "owner_organisation": str(organisation.pk),
        "contact_service": "Team Taal",
        "licence": "gratis-hergebruik",
        "chapters": streamfield([("chapter", {"title": "In het kort", "text": text})]),
        "attachments": streamfield([]),
        "comments": inline_formset([]),
        **fields,
    }
    data = nested_form_data(filled) | {"themes": [str(ThemeFactory(code="taal").pk)]}
    return data | {action: "1"} if action else data


@pytest.fixture
def editors(site_tree: SiteTree) -> tuple[Editor, Editor]:
    """Two editors of AgII, in a section with its workflow."""
    group = grant_editors(site_tree.home)
    attach_workflow(site_tree.guidelines)
    people = (UserFactory(email="een@voorbeeld.be"), UserFactory(email="twee@voorbeeld.be"))
    for person in people:
        person.groups.add(group)
    return Editor(people[0]), Editor(people[1])


@pytest.fixture
def administrator(editors: tuple[Editor, Editor]) -> Editor:
    """Somebody who may do everything else."""
    return Editor(UserFactory(administrator=True, email="beheer@voorbeeld.be"))


@pytest.fixture
def submitted(editors: tuple[Editor, Editor], site_tree: SiteTree) -> GuidelinePage:
    """A guideline of AgII that the first editor wrote and submitted."""
    editors[0].create(site_tree.guidelines, "action-submit")
    return GuidelinePage.objects.get()
