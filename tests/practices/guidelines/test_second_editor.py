"""No guideline of AgII goes out on one pair of eyes, whichever way somebody tries."""

import datetime
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow, WorkflowPage
from wagtail.test.utils.form_data import rich_text

from portal.pages.publication import PublicationRefused
from portal.pages.schedule import publish_and_expire
from practices.guidelines import second_editor
from practices.guidelines.models import GuidelinePage, SecondEditorTask
from practices.guidelines.workflow import attach_workflow
from tests.factories.pages import GuidelinePageFactory

pytestmark = pytest.mark.django_db


APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def public() -> list[str]:
    return [page.title for page in GuidelinePage.objects.visible_to_public()]


def state_of(guideline: GuidelinePage) -> int:
    """Return the key of the review that waits."""
    return guideline.current_workflow_task_state.pk


def said(answer: Any) -> str:
    """Return the messages that the admin shows."""
    return " ".join(str(message) for message in get_messages(answer.wsgi_request)) + answer.content.decode()


def test_a_second_editor_approves_and_it_is_public(editors, submitted):
    assert public() == []
    editors[1].approve(submitted)
    assert public() == ["Een tolk aan het loket"]
    version = GuidelinePage.objects.get().versions.get()
    assert version.checked_on == datetime.date.today()


def unchanged(guideline: GuidelinePage) -> dict[str, str]:
    """Return what a browser sends back of a chapter that nobody touched: its keys, and its text with theirs."""
    chapter = guideline.get_latest_revision_as_object().chapters.raw_data[0]
    text = chapter["value"]["text"][0]
    prefix = "chapters-0-value-text-0"
    return {"chapters-0-id": chapter["id"], f"{prefix}-id": text["id"], f"{prefix}-value": rich_text(text["value"])}


def test_approving_in_the_editing_form_works_too(editors, submitted):
    editors[1].edit(submitted, **APPROVE, **unchanged(submitted))
    assert public() == [submitted.title]


def test_approving_while_changing_it_waits_for_another_and_says_so(editors, submitted):
    answer = editors[1].edit(submitted, **APPROVE, **unchanged(submitted), title="Onderweg veranderd")
    assert public() == []
    assert str(second_editor.CHANGED_MEANWHILE) in said(answer)
    assert submitted.get_latest_revision() != GuidelinePage.objects.get().get_latest_revision()


@pytest.mark.parametrize("who", ["author", "administrator"])
def test_nobody_approves_their_own(editors, administrator, site_tree, who):
    author = editors[0] if who == "author" else administrator
    author.create(site_tree.guidelines, "action-submit")
    guideline = GuidelinePage.objects.get()
    answer = author.approve(guideline)
    assert public() == []
    assert 'name="action-workflow-action" value="approve"' not in author.open(guideline)
    assert answer.status_code == 200


def test_the_task_itself_refuses_the_author_in_a_sentence(editors, submitted):
    state = submitted.current_workflow_task_state
    with pytest.raises(PublicationRefused, match="andere redacteur"):
        state.task.specific.on_action(state, editors[0].user, "approve")


def test_asking_to_approve_ones_own_in_the_form_keeps_the_draft_and_says_why(editors, submitted):
    answer = editors[0].edit(submitted, **APPROVE, title="Toch")
    assert public() == []
    assert str(second_editor.NOT_YOURSELF) in said(answer)


def test_whoever_rewrites_it_during_the_review_cannot_approve_it(editors, submitted):
    editors[1].edit(submitted, title="Herschreven")
    submitted.refresh_from_db()
    editors[1].approve(submitted)  # of the text as it was submitted
    assert public() == []
    waiting = GuidelinePage.objects.get()
    assert waiting.workflow_in_progress
    editors[1].approve(waiting)  # of their own text
    editors[0].approve(waiting)  # of what they submitted
    assert public() == []


def test_an_administrator_approves_what_another_wrote(administrator, submitted):
    administrator.approve(submitted)
    assert public() == [submitted.title]


def test_the_button_to_publish_is_absent(editors, administrator, submitted, site_tree):
    for editor in (*editors, administrator):
        assert "action-publish" not in editor.open(submitted)
        address = reverse("wagtailadmin_pages:add", args=["guidelines", "guidelinepage", site_tree.guidelines.pk])
        assert "action-publish" not in editor.client.get(address).content.decode()


@pytest.mark.parametrize("who", ["editor", "administrator"])
def test_publishing_directly_keeps_a_draft_and_says_why(editors, administrator, site_tree, who):
    editor = editors[0] if who == "editor" else administrator
    created = editor.create(site_tree.guidelines, "action-publish")
    assert public() == []
    assert str(second_editor.FIRST_AS_DRAFT) in said(created)
    guideline = GuidelinePage.objects.get()
    edited = editor.edit(guideline, "action-publish", title="Met haast")
    assert public() == []
    assert str(second_editor.NOT_DIRECTLY) in said(edited)
    guideline.refresh_from_db()
    assert guideline.get_latest_revision_as_object().title == "Met haast"


def other() -> dict[str, Any]:
    """Return what makes the form one of another publisher."""
    return {
        "issued_by": "ander",
        "version": "",
        "valid_from": "",
        "publisher": "Een kenniscentrum",
        "origin": "bron",
        "source_url": "https://www.voorbeeld.be/bron",
    }


def test_an_editor_publishes_one_of_another_alone(editors, site_tree):
    editors[0].create(site_tree.guidelines, **other())
    guideline = GuidelinePage.objects.get()
    assert "action-publish" in editors[0].open(guideline)
    editors[0].edit(guideline, "action-publish", **other())
    assert public() == [guideline.title]


def test_making_it_of_agii_while_publishing_is_refused_at_the_field(editors, site_tree):
    editors[0].create(site_tree.guidelines, **other())
    guideline = GuidelinePage.objects.get()
    answer = editors[0].edit(guideline, "action-publish")
    assert answer.context["form"].errors["issued_by"] == [second_editor.NOT_DIRECTLY]
    assert public() == []


def test_publishing_in_bulk_is_refused(editors, administrator, submitted):
    for editor in (*editors, administrator):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        editor.client.post(f"{address}?id={submitted.pk}", {"include_descendants": "on"})
    assert public() == []


def test_a_copy_starts_as_a_draft(editors, administrator, submitted, site_tree):
    editors[1].approve(submitted)
    for number, editor in enumerate((editors[0], administrator)):
        address = reverse("wagtailadmin_pages:copy", args=[submitted.pk])
        asked = {
            "new_title": "Kopie",
            "new_slug": f"kopie-{number}",
            "new_parent_page": site_tree.guidelines.pk,
            "publish_copies": "on",
            "alias": "",
        }
        editor.client.post(address, asked)
    assert public() == [submitted.title]


def test_a_revision_without_approval_is_refused_at_the_door(editors, submitted):
    with pytest.raises(PermissionDenied):
        submitted.get_latest_revision().publish(user=editors[1].user)
    with pytest.raises(PublicationRefused, match="tweede redacteur"):  # as the admin's button does
        submitted.get_latest_revision().publish(user=editors[1].user, skip_permission_checks=True)
    assert public() == []


def test_publishing_on_schedule_asks_for_the_approval_of_that_text(editors, submitted):
    submitted.go_live_at = timezone.now() + datetime.timedelta(days=1)
    submitted.save_revision(user=editors[0].user).publish()
    publish_and_expire(timezone.now() + datetime.timedelta(days=2))
    assert public() == []


def test_an_approved_text_goes_out_on_its_day(editors, site_tree):
    tomorrow = timezone.localtime() + datetime.timedelta(days=1)
    editors[0].create(site_tree.guidelines, "action-submit", go_live_at=tomorrow.strftime("%Y-%m-%d %H:%M"))
    editors[1].approve(GuidelinePage.objects.get())
    assert public() == []
    publish_and_expire(tomorrow + datetime.timedelta(hours=1))
    assert public() == ["Een tolk aan het loket"]


def test_an_autosave_does_not_change_what_was_submitted(editors, submitted):
    before = submitted.get_latest_revision()
    editors[0].edit(submitted, title="Stiekem", overwrite_revision_id=str(before.pk))
    submitted.refresh_from_db()
    assert submitted.get_latest_revision() != before
    before.refresh_from_db()
    assert before.content["title"] == "Een tolk aan het loket"


def test_only_the_other_sees_it_among_what_waits(editors, submitted):
    task = SecondEditorTask.objects.get()
    assert not task.get_task_states_user_can_moderate(editors[0].user)
    assert task.get_task_states_user_can_moderate(editors[1].user).get().revision.content["title"] == submitted.title


def test_what_no_person_wrote_is_trusted(site_tree):
    guideline = GuidelinePageFactory(draft=True)
    guideline.save_revision().publish()
    assert public() == [guideline.title]


def test_an_older_version_stays_public_while_the_next_one_waits(editors, submitted):
    editors[1].approve(submitted)
    editors[0].edit(submitted, "action-submit", title="Nieuwe titel", version="2", what_changed="Een hoofdstuk meer.")
    assert public() == ["Een tolk aan het loket"]
    editors[1].approve(GuidelinePage.objects.get())
    assert public() == ["Nieuwe titel"]


def test_the_page_says_who_looked_at_it_by_role(client, editors, submitted):
    editors[1].approve(submitted)
    html = client.get("/richtlijnen/tolk/").content.decode()
    assert "Opgesteld door" in html
    assert "Redactie AgII" in html
    assert "Een tweede redacteur van AgII" in html
    for person in editors:
        assert person.user.last_name not in html
        assert person.user.email not in html


def test_mails_are_in_dutch_and_lead_somewhere(editors, submitted, settings):
    reject = reverse("wagtailadmin_pages:workflow_action", args=[submitted.pk, "reject", state_of(submitted)])
    editors[1].client.post(reject, {"comment": "Zeg ook wat het kost."})
    editors[0].edit(submitted, "action-submit", title="Met kost")
    editors[1].approve(GuidelinePage.objects.get())
    author, reviewer = "een@voorbeeld.be", "twee@voorbeeld.be"
    assert [message.to for message in mail.outbox] == [[reviewer], [author], [reviewer], [author]]
    for message in mail.outbox:
        text = message.subject + message.body
        for word in ("submitted", "moderation", "approved", "rejected", "You can", "Hello", "Edit your"):
            assert word not in text
        addresses = [word for word in message.body.split() if word.startswith("http")]
        assert addresses
        for address in addresses:
            assert address.startswith(settings.WAGTAILADMIN_BASE_URL)
            path = address.removeprefix(settings.WAGTAILADMIN_BASE_URL).split("#")[0]
            assert editors[1].client.get(path, follow=True).status_code == 200, address


def test_the_workflow_is_made_once(site_tree):
    attach_workflow(site_tree.guidelines)
    attach_workflow(site_tree.guidelines)
    assert WorkflowPage.objects.filter(page=site_tree.guidelines).count() == 1
    assert SecondEditorTask.objects.get().groups.get().name == "Redactie AgII"
    assert site_tree.guidelines.get_workflow() == Workflow.objects.get(name="Tweede redacteur")


def test_a_workflow_of_an_administrator_stays(site_tree):
    other_one = Workflow.objects.create(name="Anders")
    WorkflowPage.objects.create(page=site_tree.guidelines, workflow=other_one)
    attach_workflow(site_tree.guidelines)
    assert site_tree.guidelines.get_workflow() == other_one
