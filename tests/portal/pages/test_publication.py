"""No door leads an incomplete page to the public: not the form, a copy, a workflow, an update, nor SQL by hand."""

from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from portal.pages.models import BasePage
from portal.pages.publication import PublicationRefused
from tests.factories.accounts import UserFactory
from tests.factories.pages import (
    PAGE_FACTORIES,
    EventPageFactory,
    GuidelinePageFactory,
    NetworkPageFactory,
    PracticePageFactory,
    StandardPageFactory,
)
from tests.factories.states import specific
from tests.portal.pages.editing import shown_by

pytestmark = pytest.mark.django_db

EVERY_TYPE = pytest.mark.parametrize("factory", PAGE_FACTORIES)


@contextmanager
def refused_at_commit(constraint):
    """Expect that the database refuses what happens inside, at the latest when its transaction ends."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():  # noqa: PT012  the end is the subject
        yield
        at_commit()


def at_commit():
    """Ask the deferred constraints now, as the end of a transaction would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


# The database


def test_every_page_type_is_guarded_on_both_sides():
    tables = {model._meta.db_table for model in apps.get_models() if issubclass(model, BasePage)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE tgname LIKE '%_public_flag'")
        triggers = set(cursor.fetchall())
    assert triggers == {(on, f"{table}_public_flag") for table in tables for on in ("wagtailcore_page", table)}


@EVERY_TYPE
def test_an_update_cannot_publish(factory):
    page = factory(draft=True, summary="")
    at_commit()
    with refused_at_commit("_public_flag"):
        Page.objects.filter(pk=page.pk).update(live=True)


@EVERY_TYPE
def test_sql_by_hand_cannot_publish(factory):
    page = factory(draft=True)
    at_commit()
    with refused_at_commit("_public_flag"), connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET live = true WHERE id = %s", [page.pk])


@EVERY_TYPE
def test_an_update_of_both_cannot_publish_what_is_incomplete(factory):
    page = factory(draft=True, summary="")
    with pytest.raises(IntegrityError, match="_has_summary"), transaction.atomic():
        type(page).objects.filter(pk=page.pk).update(live=True, is_public=True)


@EVERY_TYPE
def test_a_public_page_cannot_be_emptied(factory):
    page = factory()
    with pytest.raises(IntegrityError, match="_has_summary"), transaction.atomic():
        type(page).objects.filter(pk=page.pk).update(summary="")


@EVERY_TYPE
def test_a_public_page_cannot_shake_off_its_rules(factory):
    page = factory()
    at_commit()
    with refused_at_commit("_public_flag"):
        type(page).objects.filter(pk=page.pk).update(is_public=False)


@EVERY_TYPE
def test_the_flag_follows_a_life(factory):
    page = factory()
    page.save_revision().publish()
    assert specific(page).is_public
    specific(page).unpublish()
    assert not specific(page).is_public
    page.get_latest_revision().publish()
    assert specific(page).is_public
    at_commit()


# Copies


@EVERY_TYPE
def test_a_copy_of_a_public_page_may_be_public(factory):
    page = factory()
    copy = page.copy(update_attrs={"slug": "een-kopie"}, keep_live=True)
    assert specific(copy).live
    assert specific(copy).is_public
    at_commit()


@EVERY_TYPE
def test_a_copy_that_lacks_something_is_refused(factory):
    page = factory()
    with pytest.raises(PublicationRefused), transaction.atomic():
        page.copy(update_attrs={"slug": "een-kopie", "summary": ""}, keep_live=True)


@pytest.mark.parametrize("factory", [factory for factory in PAGE_FACTORIES if factory is not StandardPageFactory])
def test_a_copy_of_starter_content_is_no_starter_content(factory):
    copy = factory(starter_id="praktijk-1", starter_digest="abc").copy(update_attrs={"slug": "een-kopie"})
    assert (copy.starter_id, copy.starter_digest) == ("", "")


# The form

TOWARDS_THE_PUBLIC = {GuidelinePageFactory: "action-submit"}
"""The button that leads to the public: of AgII's guidelines a second editor has the other one."""


def button(factory):
    return {TOWARDS_THE_PUBLIC.get(factory, "action-publish"): "1"}


def empty_form(client, factory):
    """Return address and values of the form for a new page of a type, with nothing but a title."""
    model, parent = factory._meta.model, factory.build_parent()
    address = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return address, shown_by(client, address, model) | {"title": "Nog leeg", "slug": "nog-leeg"}


@EVERY_TYPE
def test_an_empty_template_is_saved_as_a_draft(client, administrator, factory):
    address, data = empty_form(client, factory)
    assert client.post(address, data).status_code == 302
    page = specific(Page.objects.get(slug="nog-leeg"))
    assert type(page) is factory._meta.model
    assert not page.live


@EVERY_TYPE
def test_autosave_of_an_empty_template_succeeds(client, administrator, factory):
    address, data = empty_form(client, factory)
    made = client.post(address, data, headers={"accept": "application/json"}).json()
    assert made["success"], made
    page = Page.objects.get(slug="nog-leeg")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = shown_by(client, address, factory._meta.model) | {"title": "Nog steeds leeg"}
    saved = client.post(address, data, headers={"accept": "application/json"}).json()
    assert saved["success"], saved
    assert specific(page).get_latest_revision_as_object().title == "Nog steeds leeg"


@EVERY_TYPE
def test_publishing_an_empty_template_is_refused_with_sentences(client, administrator, factory):
    address, data = empty_form(client, factory)
    response = client.post(address, data | button(factory))
    assert response.status_code == 200
    assert not Page.objects.filter(slug="nog-leeg").exists()
    shown = BeautifulSoup(response.content, "html.parser").get_text(" ")
    assert "Schrijf een samenvatting van hoogstens 280 tekens." in shown


@EVERY_TYPE
def test_publishing_an_emptied_draft_is_refused_with_sentences(client, administrator, factory):
    page = factory(draft=True, summary="")
    page.save_revision(clean=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(address, shown_by(client, address, type(page)) | button(factory))
    assert response.status_code == 200
    assert "Schrijf een samenvatting" in response.content.decode()
    assert not specific(page).live


def test_the_sentence_stands_at_its_field(client, administrator):
    page = PracticePageFactory(draft=True, what="")
    page.save_revision(clean=False)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = client.post(address, shown_by(client, address, type(page)) | {"action-publish": "1"}).context["form"]
    assert form.errors["what"] == ["Vertel wat jullie doen."]


# Workflow, and every other door of the admin


@pytest.fixture
def waiting(administrator):
    """An incomplete page that waits for approval, as when it was emptied after it was submitted."""
    page = StandardPageFactory(draft=True)
    page.save_revision()
    workflow, task = Workflow.objects.create(name="Nazicht"), GroupApprovalTask.objects.create(name="Nazicht")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.update_or_create(page=page.get_parent(), defaults={"workflow": workflow})
    workflow.start(page, administrator)
    page.summary = ""
    revision = page.save_revision(clean=False)
    state = specific(page).current_workflow_task_state
    state.revision = revision
    state.save()
    return specific(page)


def test_approving_an_incomplete_page_is_refused_with_its_sentence(client, waiting):
    state = waiting.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    edit = reverse("wagtailadmin_pages:edit", args=[waiting.pk])
    response = client.post(address, {"comment": ""}, headers={"referer": f"http://testserver{edit}"})
    assert response.status_code == 302
    assert response["location"] == f"http://testserver{edit}"
    assert [str(m) for m in get_messages(response.wsgi_request)] == [
        "Schrijf een samenvatting van hoogstens 280 tekens."
    ]
    assert not specific(waiting).live
    assert specific(waiting).current_workflow_task_state == state, "it still waits"


def test_the_way_back_never_leads_to_another_site(client, waiting):
    state = waiting.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", state.pk])
    response = client.post(address, {"comment": ""}, headers={"referer": "https://evil.example/"})
    assert response["location"] == reverse("wagtailadmin_home")


def test_publishing_in_bulk_is_refused_with_its_sentence(client, administrator):
    page = StandardPageFactory(draft=True, summary="")
    page.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{address}?id={page.pk}&next=/beheer/", {"include_descendants": ""})
    assert response.status_code == 302
    assert "Schrijf een samenvatting" in " ".join(str(m) for m in get_messages(response.wsgi_request))
    assert not specific(page).live


@EVERY_TYPE
def test_unpublishing_in_bulk_takes_pages_and_their_aliases_from_the_public(client, administrator, factory):
    """Wagtail does both with the page as a plain `Page`."""
    page = factory()
    alias = page.create_alias(update_slug="elders")
    assert page.title in titles_found(client, page.title)

    unpublish_in_bulk(client, page)

    for hidden in (page, alias):
        assert not specific(hidden).live
        assert not specific(hidden).is_public
    assert page.title not in titles_found(client, page.title)
    at_commit()


def test_a_network_unpublished_in_bulk_is_named_by_no_event_of_it(client, administrator):
    network = NetworkPageFactory(title="Westhoek Samen")
    event = EventPageFactory(parent=network, title="Praattafel")
    assert event.title in titles_found(client, "Westhoek")

    unpublish_in_bulk(client, network)

    assert titles_found(client, "Westhoek") == []


def test_deleting_a_public_page_does_not_save_it_first():
    """Wagtail says that it is unpublished while it still stands in the database as public."""
    page = StandardPageFactory()
    with CaptureQueriesContext(connection) as captured:
        page.delete()
    assert [query["sql"] for query in captured if query["sql"].startswith('UPDATE "pages_standardpage"')] == []


def unpublish_in_bulk(client, page):
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    response = client.post(f"{address}?id={page.pk}&next=/beheer/", {"include_descendants": ""})
    assert response.status_code == 302


def titles_found(client, q):
    """Return the titles of what a search gives, with all its words."""
    return [row.card.title for row in client.get("/zoeken/", {"q": f'"{q}"'}).context["listing"].rows]
