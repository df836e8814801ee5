"""`visible_to_public()`: the only door to public lists."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, PageViewRestriction

from portal.pages.querysets import BasePageQuerySet
from tests.factories.pages import EventPageFactory, NetworkPageFactory, PracticePageFactory, StandardPageFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def public(page):
    return page in type(page).objects.visible_to_public()


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_a_hidden_page_is_outside(state):
    hidden, other = PracticePageFactory(), StandardPageFactory()
    hidden = FORBIDDEN_STATES[state](hidden)
    assert not public(hidden)
    assert public(other)


@pytest.mark.parametrize("kind", [kind for kind, _label in PageViewRestriction.RESTRICTION_CHOICES if kind != "none"])
def test_everything_below_something_private_is_outside(kind):
    network = NetworkPageFactory()
    below, beside = EventPageFactory(parent=network), EventPageFactory()
    restriction = PageViewRestriction.objects.create(page=network, restriction_type=kind, password="geheim")
    restriction.groups.add(Group.objects.create(name="Besloten"))
    assert not public(below)
    assert public(beside)
    restriction.delete()
    assert public(below)


def test_it_agrees_with_wagtail():
    pages = [PracticePageFactory(), StandardPageFactory(), NetworkPageFactory()]
    for page, state in zip(pages, ("private_by_password", "draft", "below_a_private_parent"), strict=True):
        FORBIDDEN_STATES[state](page)
    PracticePageFactory()
    ours = BasePageQuerySet(Page).visible_to_public()
    assert set(ours) == set(Page.objects.live().public())


def test_it_asks_all_in_one_statement(django_assert_num_queries, site_tree):
    for page in (PracticePageFactory(), StandardPageFactory()):
        FORBIDDEN_STATES["private_by_password"](page)
    with django_assert_num_queries(1):
        list(BasePageQuerySet(Page).visible_to_public())


def test_a_path_that_only_begins_alike_is_not_below():
    first = NetworkPageFactory()
    for _number in range(2):
        NetworkPageFactory()
    FORBIDDEN_STATES["private_by_password"](first)
    assert type(first).objects.visible_to_public().count() == 2
