"""The factories make what the site itself would accept, and know every page type."""

import pytest
from django.apps import apps
from django.db import connection

from portal.pages.models import BasePage, HomePage, SectionIndexPage
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.pages import PAGE_FACTORIES, EventPageFactory, GuidelinePageFactory, PracticePageFactory
from tests.factories.states import FORBIDDEN_STATES
from tests.factories.tree import ensure_site_tree

pytestmark = pytest.mark.django_db


def test_every_page_type_has_a_factory():
    made_by_editors = {
        model
        for model in apps.get_models()
        if issubclass(model, BasePage) and not issubclass(model, SectionIndexPage | HomePage)
    }
    assert {factory._meta.model for factory in PAGE_FACTORIES} == made_by_editors


@pytest.mark.parametrize("factory", PAGE_FACTORIES)
def test_a_page_is_public_by_default(factory):
    page = factory()
    page.full_clean()
    assert not page.publication_faults()
    assert type(page).objects.visible_to_public().get() == page
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_traits_are_public_too():
    for page in (
        PracticePageFactory(from_source=True),
        GuidelinePageFactory(of_another=True),
        EventPageFactory(past=True),
    ):
        page.full_clean()
        assert page.live
        assert not page.publication_faults()


def test_a_draft_may_be_empty():
    page = PracticePageFactory(draft=True, summary="", what="", themes=[], result="")
    assert not page.live
    assert page.publication_faults()


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
@pytest.mark.parametrize("factory", PAGE_FACTORIES)
def test_a_forbidden_state_hides_a_page(factory, state):
    page = FORBIDDEN_STATES[state](factory())
    assert not type(page).objects.visible_to_public().exists()


def test_the_site_tree_is_made_once():
    assert ensure_site_tree() == ensure_site_tree()


def test_media_is_valid():
    ImageFactory().full_clean()
    DocumentFactory().full_clean()
