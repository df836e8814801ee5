"""What guidelines add to the pages of others."""

import datetime

import pytest
from django.test import RequestFactory

from portal import counting, slots
from practices.guidelines import fillings
from tests.factories.organisations import OrganisationFactory
from tests.factories.pages import GuidelinePageFactory, PracticePageFactory
from tests.factories.reference import ActionFactory, ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def titles(section) -> list[str]:
    return [card.title for card in section.cards] if section else []


@pytest.fixture
def request_() -> object:
    return RequestFactory().get("/")


def test_a_theme_shows_guidelines_on_it_and_on_its_parts(request_):
    theme = ThemeFactory(code="taal")
    part = ThemeFactory(code="tolken", parent=theme)
    GuidelinePageFactory(title="Zelf", themes=[theme, part])
    GuidelinePageFactory(title="Deel", themes=[part])
    GuidelinePageFactory(title="Anders")
    context = {"request": request_, "theme": theme}
    assert titles(fillings.of_theme(context)) == ["Deel", "Zelf"]
    assert fillings.of_theme({**context, "theme": ThemeFactory()}) is None


def test_more_leads_to_all_of_them(request_):
    theme = ThemeFactory(code="taal")
    GuidelinePageFactory.create_batch(4, themes=[theme])
    section = fillings.of_theme({"request": request_, "theme": theme})
    assert len(section.cards) == 3
    assert section.more.url == "/richtlijnen/?thema=taal"


def test_an_action_shows_guidelines_on_its_themes(client, request_):
    theme = ThemeFactory(code="taal")
    action = ActionFactory(code="actie", themes=[theme])
    GuidelinePageFactory.create_batch(4, themes=[theme, ThemeFactory()])
    GuidelinePageFactory(title="Anders")
    section = fillings.of_action({"request": request_, "action": action})
    assert "Anders" not in titles(section)
    assert "4 richtlijnen" in client.get(section.more.url).content.decode()


def test_an_organisation_shows_what_it_published(request_):
    vvsg = OrganisationFactory(code="vvsg")
    GuidelinePageFactory(of_another=True, title="Fiche", owner_organisation=vvsg)
    GuidelinePageFactory(of_another=True, title="Anders")
    assert titles(fillings.of_organisation({"request": request_, "organisation": vvsg})) == ["Fiche"]


def test_a_practice_shows_what_names_it(request_):
    theme = ThemeFactory()
    practice = PracticePageFactory(themes=[theme])
    GuidelinePageFactory(title="Zelfde thema", themes=[theme])
    GuidelinePageFactory(title="Noemt ze", practices=[practice])
    context = {"request": request_, "page": practice, "places": []}
    assert titles(fillings.of_practice(context)) == ["Noemt ze"]


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_what_is_hidden_is_shown_nowhere(request_, state):
    theme = ThemeFactory(code="taal")
    action = ActionFactory(themes=[theme])
    practice = PracticePageFactory(themes=[theme])
    organisation = OrganisationFactory()
    hidden = GuidelinePageFactory(themes=[theme], owner_organisation=organisation, practices=[practice])
    FORBIDDEN_STATES[state](hidden)
    context = {
        "request": request_,
        "theme": theme,
        "action": action,
        "organisation": organisation,
        "page": practice,
        "places": [],
    }
    for filling in (fillings.of_theme, fillings.of_action, fillings.of_organisation, fillings.of_practice):
        assert filling(context) is None
    for subject, key in (("theme", "taal"), ("action", action.code), ("organisation", organisation.code)):
        numbers = {counter.name: number for counter, number in counting.counts(subject).numbers(key)}
        assert "guidelines" not in numbers
    assert fillings.entrance(context).count == "Nog geen richtlijnen"


def test_an_item_counts_once_for_each_of_its_themes_and_the_main_one():
    main = ThemeFactory(code="taal")
    GuidelinePageFactory(themes=[main, ThemeFactory(code="tolken", parent=main), ThemeFactory(code="anders")])
    counts = counting.counts("theme")
    for code in ("taal", "tolken", "anders"):
        assert counts.total(code) == 1


@pytest.mark.parametrize(
    ("own", "others", "words"),
    [
        (0, 0, "Nog geen richtlijnen"),
        (0, 2, "2 richtlijnen van anderen"),
        (1, 0, "1 geldige richtlijn van AgII"),
        (2, 1, "2 geldige richtlijnen van AgII, 1 van anderen"),
    ],
)
def test_the_entrance_never_counts_anothers_as_agiis(request_, site_tree, own, others, words):
    GuidelinePageFactory.create_batch(own)
    GuidelinePageFactory.create_batch(others, of_another=True)
    GuidelinePageFactory(valid_from=datetime.date(2019, 1, 1), valid_to=datetime.date(2020, 1, 1))
    assert fillings.entrance({"request": request_}).count == words


def test_each_filling_is_one_query(request_, django_assert_max_num_queries):
    theme = ThemeFactory()
    practice = PracticePageFactory(themes=[theme])
    GuidelinePageFactory.create_batch(5, themes=[theme], practices=[practice])
    context = {"request": request_, "theme": theme, "page": practice, "places": []}
    for filling in (fillings.of_theme, fillings.of_practice, fillings.entrance):
        filling(context)
        with django_assert_max_num_queries(2):
            filling(context)


def test_the_slots_are_filled():
    filled = slots.all_slots()
    for slot in ("home.entrances", "organisation", "theme", "action", "practice.related"):
        assert "guidelines" in filled[slot]
    assert "guidelines" not in filled.get("municipality", [])
