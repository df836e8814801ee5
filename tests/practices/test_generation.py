"""Generated practices: valid, marked, and gone in one call."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.models import Page

from portal.organisations.loading import load_municipalities
from portal.reference.loading import load_vocabularies
from practices.generation import generate_practices
from practices.loading import practices_section
from practices.models import PracticePage
from tests.factories.pages import PracticePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def vocabularies() -> None:
    load_vocabularies()
    load_municipalities()


def generated() -> list[PracticePage]:
    return list(PracticePage.objects.filter(is_example=True).order_by("path"))


def test_generated_practices_are_as_an_editor_would_make_them(vocabularies, client):
    assert generate_practices(40) == "generated practices: 40 new, 0 there already"
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    practices = generated()
    assert len(practices) == 40
    assert PracticePage.objects.visible_to_public().count() == 40
    for practice in practices:
        assert practice.title.startswith("Voorbeeld: ")
        assert not practice.publication_faults()
        practice.full_clean()
    assert {len(problem) for problem in Page.find_problems()} == {0}
    assert practices_section().get_children().count() == practices_section().numchild == 40
    assert any(practice.figures for practice in practices)
    assert any(practice.anchoring_scores.all() for practice in practices)
    before = practices[0].cost_class, practices[0].effort_class
    practices[0].save_revision().publish()
    practices[0].refresh_from_db()
    assert (practices[0].cost_class, practices[0].effort_class) == before
    assert client.get(practices[0].get_url()).status_code == 200


def test_the_number_is_how_many_there_should_be(vocabularies):
    generate_practices(3)
    assert generate_practices(5) == "generated practices: 2 new, 3 there already"
    assert generate_practices(4) == "generated practices: 0 new, 5 there already"
    assert len({practice.slug for practice in generated()}) == 5


def test_they_go_in_one_call_and_nothing_else_goes(vocabularies, capsys):
    kept = PracticePageFactory(is_example=True)
    call_command("generate_content", "--practices", "4")
    call_command("generate_content", "--remove")
    assert "generated practices: 4 removed" in capsys.readouterr().out
    assert generated() == [kept]
    assert {len(problem) for problem in Page.find_problems()} == {0}
    assert practices_section().numchild == 1


def test_the_same_number_gives_the_same_practice(vocabularies):
    generate_practices(3)
    first = [(practice.title, practice.cost, practice.owner_organisation) for practice in generated()]
    generate_practices(0, remove=True)
    generate_practices(3)
    assert [(practice.title, practice.cost, practice.owner_organisation) for practice in generated()] == first
