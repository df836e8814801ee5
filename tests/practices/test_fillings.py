"""What practices add to the pages of others."""

import datetime

import pytest
from django.http import HttpRequest

from portal import counting
from practices import fillings
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ActionFactory, TargetGroupFactory, ThemeFactory
from tests.queries import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of_a_visitor(rf) -> HttpRequest:
    return rf.get("/")


def test_home_shows_what_is_new_or_was_checked_last(request_of_a_visitor):
    for number in range(4):
        PracticePageFactory(title=f"P{number}", first_published_at=f"2026-0{number + 1}-01T10:00Z")
    PracticePageFactory(
        title="Oud, nu nagekeken", first_published_at="2025-01-01T10:00Z", checked_on=datetime.date(2026, 11, 1)
    )
    PracticePageFactory(title="Ontwerp", draft=True)
    section = fillings.newest({"request": request_of_a_visitor})
    assert [card.title for card in section.cards] == ["Oud, nu nagekeken", "P3", "P2"]
    assert section.more.url == "/praktijken/"


def test_without_practices_nothing_is_shown(site_tree, request_of_a_visitor):
    theme, municipality, action = ThemeFactory(), MunicipalityFactory(), ActionFactory()
    context = {
        "request": request_of_a_visitor,
        "theme": theme,
        "municipality": municipality,
        "action": action,
        "organisation": OrganisationFactory(),
    }
    for fill in (
        fillings.newest,
        fillings.themes,
        fillings.of_theme,
        fillings.of_municipality,
        fillings.of_action,
        fillings.of_organisation,
    ):
        assert fill(context) is None
    assert fillings.entrance(context).count == "0 praktijken"


def test_the_entrance_has_doors_with_something_behind_them(request_of_a_visitor):
    PracticePageFactory(target_groups=[TargetGroupFactory(code="nieuwkomers")], fte_amount=0)
    entrance = fillings.entrance({"request": request_of_a_visitor})
    assert entrance.count == "1 praktijk"
    assert [door.url for door in entrance.doors] == [
        "/praktijken/?inspanning=laag",
        "/praktijken/?kost=laag",
        "/praktijken/?doelgroep=nieuwkomers",
    ]


def test_a_municipality_theme_and_action_show_six_and_the_way_to_all(request_of_a_visitor):
    main, place, action = ThemeFactory(code="school"), MunicipalityFactory(), ActionFactory(code="brug")
    part = ThemeFactory(parent=main)
    for _ in range(7):
        PracticePageFactory(themes=[part], municipalities=[place], actions=[action])
    PracticePageFactory(title="Elders")
    context = {"request": request_of_a_visitor, "municipality": place, "theme": main, "action": action}
    for fill, address in (
        (fillings.of_municipality, f"/praktijken/?gemeente={place.nis}"),
        (fillings.of_theme, "/praktijken/?thema=school"),
        (fillings.of_action, "/praktijken/?actie=brug"),
    ):
        with at_most(2):
            section = fill(context)
        assert len(section.cards) == 6
        assert (section.more.text, section.more.url) == ("Alle 7 praktijken", address)


def test_an_organisation_shows_what_it_runs(request_of_a_visitor):
    organisation = OrganisationFactory()
    PracticePageFactory(owner_organisation=organisation, title="Van haar")
    PracticePageFactory(title="Van een ander")
    section = fillings.of_organisation({"request": request_of_a_visitor, "organisation": organisation})
    assert [card.title for card in section.cards] == ["Van haar"]


def test_home_counts_main_themes(request_of_a_visitor):
    main = ThemeFactory(code="school", label="School")
    PracticePageFactory(themes=[main, ThemeFactory(parent=main)])
    PracticePageFactory(themes=[ThemeFactory(parent=main)])
    ThemeFactory(code="leeg")
    links = fillings.themes({"request": request_of_a_visitor}).links
    assert [(link.text, link.note) for link in links] == [("School", "2 praktijken")]


def test_each_subject_is_counted_with_the_way_to_its_list():
    main, place, action = ThemeFactory(code="school"), MunicipalityFactory(), ActionFactory(code="brug")
    owner = OrganisationFactory(code="steunpunt")
    PracticePageFactory(themes=[main], municipalities=[place], actions=[action], owner_organisation=owner)
    PracticePageFactory(themes=[ThemeFactory(parent=main)], municipalities=[place], draft=True)
    for subject, key, address in (
        ("theme", "school", "/praktijken/?thema=school"),
        ("municipality", place.nis, f"/praktijken/?gemeente={place.nis}"),
        ("action", "brug", "/praktijken/?actie=brug"),
        ("organisation", "steunpunt", "/organisaties/steunpunt/#praktijken"),
    ):
        door = counting.counts(subject).doors(key)[0]
        assert (door.text, door.url) == ("1 praktijk", address)
