"""The vocabularies in the admin: editors see them, administrators change them, used terms stay."""

import datetime

import pytest

from portal.accounts.groups import editors
from portal.reference.models import Theme
from portal.reference.permissions import VOCABULARY_MODELS
from tests.factories.accounts import UserFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ActionFactory, ProgrammeFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_administrator(client):
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture
def as_editor(client):
    user = UserFactory()
    user.groups.add(editors())
    client.force_login(user)
    return client


def address(theme, action):
    return f"/beheer/keuzelijsten/theme/{action}/{theme.pk}/"


@pytest.mark.parametrize("model", VOCABULARY_MODELS, ids=lambda model: model.__name__)
def test_every_vocabulary_has_a_list_and_a_form(as_administrator, model):
    prefix = f"/beheer/keuzelijsten/{model._meta.model_name}/"
    assert as_administrator.get(prefix).status_code == 200
    assert as_administrator.get(f"{prefix}?q=x&ended=true").status_code == 200
    form = as_administrator.get(f"{prefix}new/").content.decode()
    assert 'name="code"' in form
    assert 'name="loaded_digest"' not in form


def test_editors_see_and_do_not_change(as_editor):
    theme = ThemeFactory(label="Wonen")
    assert "Wonen" in as_editor.get("/beheer/keuzelijsten/theme/").content.decode()
    assert "Wonen" in as_editor.get(address(theme, "inspect")).content.decode()
    for action in ("edit", "delete"):
        assert as_editor.post(address(theme, action), {"label": "Anders"}).status_code == 302
    assert as_editor.get("/beheer/keuzelijsten/theme/new/").status_code == 302
    theme.refresh_from_db()
    assert theme.label == "Wonen"


def test_somebody_without_rights_sees_nothing(client):
    user = UserFactory(is_staff=True)
    client.force_login(user)
    assert client.get("/beheer/keuzelijsten/theme/").status_code == 302


def test_the_list_is_searched_and_filtered(as_administrator):
    main = ThemeFactory(label="Hoofdthema wonen")
    ThemeFactory(label="Samen huren", parent=main, synonyms=["cohousing"])
    ThemeFactory(label="Oud thema", ended=True)

    def rows(**parameters):
        page = as_administrator.get("/beheer/keuzelijsten/theme/results/", parameters).content.decode()
        return [
            label
            for label in ("Hoofdthema wonen", "Samen huren", "Oud thema")
            if f">\n{label}" in page or label in page
        ]

    assert "Samen huren" in rows(q="cohousing")
    assert "Oud thema" not in rows(q="cohousing")
    assert rows(ended="true") == ["Oud thema"]
    assert "Oud thema" not in rows(ended="false")


def test_usage_is_shown_in_list_and_form(as_administrator):
    theme = ThemeFactory(label="Wonen")
    for _ in range(3):
        PracticePageFactory(themes=[theme])
    form = as_administrator.get(address(theme, "edit")).content.decode()
    assert "Praktijken: <strong>3</strong>" in form
    assert "Nog niet gebruikt." in as_administrator.get(address(ThemeFactory(), "edit")).content.decode()


def test_an_administrator_ends_a_term(as_administrator):
    theme = ThemeFactory(label="Wonen", code="wonen")
    PracticePageFactory(themes=[theme])
    values = {"label": "Wonen", "code": "wonen", "sort": 1, "ended_on": "2026-01-31", "synonyms": ""}
    assert as_administrator.post(address(theme, "edit"), values).status_code == 302
    theme.refresh_from_db()
    assert theme.ended_on == datetime.date(2026, 1, 31)


def test_a_used_term_is_not_deleted_and_says_why(as_administrator):
    theme = ThemeFactory(label="Wonen")
    PracticePageFactory(themes=[theme])
    for method in (as_administrator.get, as_administrator.post):
        response = method(address(theme, "delete"), follow=True)
        assert "“Wonen” wordt 1 keer gebruikt" in response.content.decode()
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_a_term_of_a_data_file_is_not_deleted_and_says_why(as_administrator):
    theme = ThemeFactory(label="Wonen", loaded_digest="f" * 64)
    response = as_administrator.post(address(theme, "delete"), follow=True)
    assert "komt uit een gegevensbestand" in response.content.decode()
    assert Theme.objects.filter(pk=theme.pk).exists()


def test_an_unused_term_of_people_is_deleted(as_administrator):
    theme = ThemeFactory()
    as_administrator.post(address(theme, "delete"))
    assert not Theme.objects.exists()


def test_the_list_takes_the_same_queries_for_many_terms(as_administrator, django_assert_max_num_queries):
    ThemeFactory()
    as_administrator.get("/beheer/keuzelijsten/theme/")
    with django_assert_max_num_queries(60) as few:
        as_administrator.get("/beheer/keuzelijsten/theme/")
    budget = len(few)  # at once: the next request empties the log
    for _ in range(20):
        ThemeFactory(parent=ThemeFactory())
    with django_assert_max_num_queries(budget):
        as_administrator.get("/beheer/keuzelijsten/theme/")


def test_which_action_continues_which_is_kept(as_administrator):
    old, new = ActionFactory(programme=ProgrammeFactory(over=True)), ActionFactory()
    values = {"old": old.pk, "new": new.pk, "relation": "verwant"}
    assert as_administrator.post("/beheer/keuzelijsten/crosswalk/new/", values).status_code == 302
    assert old.successors.get().new == new
