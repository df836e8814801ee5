"""What is kept holds until anything that the public reads changes, and not a moment longer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from wagtail.models import PageViewRestriction

from portal.kept import content_stamp, kept
from tests.factories.media import ImageFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ThemeFactory

pytestmark = pytest.mark.django_db


def rename(thing: Any, field: str = "label") -> None:
    setattr(thing, field, "Anders")
    thing.save()


CHANGES: dict[str, Callable[[Any], Any]] = {
    "publish": lambda practice: practice.save_revision().publish(),
    "save": lambda practice: practice.save(),
    "unpublish": lambda practice: practice.unpublish(),
    "delete": lambda practice: practice.delete(),
    "update": lambda practice: type(practice).objects.filter(pk=practice.pk).update(what="Anders."),
    "make private": lambda practice: PageViewRestriction.objects.create(
        page=practice, restriction_type=PageViewRestriction.LOGIN
    ),
    "add a page": lambda practice: PracticePageFactory(),
    "rename a theme": lambda practice: rename(practice.themes.first()),
    "rename a municipality": lambda practice: rename(practice.municipalities.first(), "name"),
    "rename an organisation": lambda practice: rename(practice.owner_organisation, "name"),
    "add a theme": lambda practice: ThemeFactory(),
    "add a municipality": lambda practice: MunicipalityFactory(),
    "add an image": lambda practice: ImageFactory(),
}


@pytest.fixture
def practice() -> Any:
    return PracticePageFactory(owner_organisation=OrganisationFactory())


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_gives_another_stamp(practice, change):
    before = content_stamp()
    assert content_stamp() == before
    CHANGES[change](practice)
    assert content_stamp() != before


def test_a_thing_is_made_once_until_something_changes(rf, practice, django_assert_num_queries):
    cache.clear()
    made: list[int] = []

    def make() -> int:
        made.append(len(made))
        return len(made)

    assert [kept("iets", request=rf.get("/"), make=make) for _ in range(3)] == [1, 1, 1]
    assert kept("iets anders", request=rf.get("/"), make=make) == 2
    with django_assert_num_queries(1):
        kept("iets", request=rf.get("/"), make=make)
    practice.save()
    assert kept("iets", request=rf.get("/"), make=make) == 3


def test_a_preview_is_always_made(rf):
    request = rf.get("/")
    request.is_preview = True
    assert [kept("iets", request=request, make=lambda word=word: word) for word in ("eerst", "daarna")] == [
        "eerst",
        "daarna",
    ]


def test_two_changes_in_one_transaction_are_two(practice):
    stamps = set()
    for text in ("Eerst.", "Daarna.", "Ten slotte."):
        type(practice).objects.filter(pk=practice.pk).update(what=text)
        stamps.add(content_stamp())
    assert len(stamps) == 3
