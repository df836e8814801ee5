"""What offers add to the pages of others."""

import datetime

import pytest
from django.test import RequestFactory

from portal import counting, slots
from practices.offers import fillings
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import OfferPageFactory
from tests.factories.reference import ActionFactory, OfferStatusFactory, ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def titles(section) -> list[str]:
    return [card.title for card in section.cards] if section else []


@pytest.fixture
def things() -> dict[str, object]:
    """What a page of each subject gives to its slot."""
    theme = ThemeFactory(code="taal")
    return {
        "request": RequestFactory().get("/"),
        "municipality": MunicipalityFactory(nis="71016", name="Genk"),
        "organisation": OrganisationFactory(code="vzw"),
        "theme": theme,
        "action": ActionFactory(code="actie"),
    }


FILLINGS = (
    fillings.of_municipality,
    fillings.of_organisation,
    fillings.of_theme,
    fillings.of_action,
)


@pytest.fixture
def offer(things):
    """An offer that belongs on each of those pages."""
    return OfferPageFactory(
        title="Erbij",
        municipalities=[things["municipality"]],
        owner_organisation=things["organisation"],
        themes=[things["theme"]],
        actions=[things["action"]],
    )


@pytest.mark.parametrize("filling", FILLINGS)
def test_it_shows_what_belongs_there_and_nothing_else(things, offer, filling):
    OfferPageFactory(title="Elders")
    assert titles(filling(things)) == ["Erbij"]


@pytest.mark.parametrize("filling", FILLINGS)
def test_nothing_leaves_the_part_out(things, site_tree, filling):
    assert filling(things) is None


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_what_is_hidden_is_shown_nowhere(things, offer, state):
    FORBIDDEN_STATES[state](offer)
    assert [filling(things) for filling in FILLINGS] == [None] * len(FILLINGS)


def test_each_is_one_query(things, offer, django_assert_max_num_queries):
    for filling in FILLINGS:
        filling(things)
        with django_assert_max_num_queries(2):
            filling(things)


def test_more_leads_to_exactly_those(client, things):
    OfferPageFactory.create_batch(4, municipalities=[things["municipality"]])
    OfferPageFactory(title="Elders")
    section = fillings.of_municipality(things)
    assert section.title == "Aanbod voor Genk"
    assert "4 keer aanbod" in client.get(section.more.url).content.decode()


def test_it_is_counted_for_theme_action_and_organisation_not_for_a_municipality(things, offer):
    for subject, key in (("theme", "taal"), ("action", "actie"), ("organisation", "vzw")):
        assert {counter.name for counter, _ in counting.counts(subject).numbers(key)} >= {"offers"}
    assert "offers" not in {counter.name for counter, _ in counting.counts("municipality").numbers("71016")}


def test_the_entrance_says_how_many_are_open(things, site_tree):
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    OfferPageFactory(status=OfferStatusFactory(code="open"))
    OfferPageFactory(status=OfferStatusFactory(code="open"), closes_on=yesterday)
    OfferPageFactory(status=OfferStatusFactory(code="volzet"))
    assert fillings.entrance(things).count == "3 keer aanbod, 1 open voor aanvraag"


def test_the_slots_are_filled():
    filled = slots.all_slots()
    for slot in ("home.entrances", "municipality", "organisation", "theme", "action"):
        assert "offers" in filled[slot]
