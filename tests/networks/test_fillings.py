"""What networks and events add to the pages of others."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from networks.events import counts
from networks.events.models import EventOrganiser
from networks.models import NetworkMember, SharedPractice
from portal.finding.listings import PAST
from portal.finding.reading import counts_by
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import EventPageFactory, NetworkPageFactory, PracticePageFactory
from tests.factories.reference import EventKindFactory, ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_home_shows_the_first_four_that_go_on_and_the_numbers(client, network):
    for day in range(1, 7):
        EventPageFactory(
            title=f"Dag {day}",
            start=timezone.now() + datetime.timedelta(days=day),
            state="afgelast" if day == 1 else "gaat-door",
            event_kind=EventKindFactory(label="Inspiratiedag"),
        )
    page = words(client, "/")
    assert "1 netwerk, 6 komende evenementen" in page
    assert "Inspiratiedag op " in page
    assert [day for day in range(1, 7) if f"Dag {day}" in page] == [2, 3, 4, 5]


def test_a_municipality_shows_its_networks_and_what_is_on_there(client, site_tree):
    place = MunicipalityFactory(name="Genk")
    NetworkPageFactory(
        title="Netwerk Noord",
        members=[NetworkMember(municipality=place, since=2023), NetworkMember(municipality=MunicipalityFactory())],
    )
    NetworkPageFactory(
        title="Vroeger netwerk",
        members=[
            NetworkMember(municipality=place, until=2020),
            *(NetworkMember(municipality=MunicipalityFactory()) for _ in range(2)),
        ],
    )
    EventPageFactory(title="Komt naar hier", municipality=place)
    EventPageFactory(
        title="Vertelt elders", programme=[("session", {"title": "Iets", "municipalities": [place], "themes": []})]
    )
    EventPageFactory(title="Was hier", municipality=place, past=True, end=None)
    page = words(client, place.get_absolute_url())
    assert "Netwerk Noord sinds 2023" in page
    for shown in ("Komt naar hier", "Vertelt elders"):
        assert shown in page
    for absent in ("Vroeger netwerk", "Was hier"):
        assert absent not in page


def test_an_organisation_shows_what_it_organises_and_coordinates(client, site_tree):
    organisation = OrganisationFactory()
    NetworkPageFactory(title="Netwerk Zuid", coordinating_organisation=organisation)
    for title, values in (("Komt nog", {}), ("Is geweest", {"past": True, "end": None})):
        event = EventPageFactory(title=title, **values)
        event.organisers.add(EventOrganiser(organisation=organisation))
        event.save()
    page = words(client, organisation.get_absolute_url())
    for shown in ("Netwerk Zuid", "Komt nog", "Is geweest", "2 evenementen"):
        assert shown in page


def test_a_practice_shows_the_networks_that_share_it_and_those_of_its_municipality(client, network, other_network):
    member = network.members.first().municipality
    practice = PracticePageFactory(municipalities=[member])
    other_network.shared_practices = [SharedPractice(practice=practice)]
    other_network.save()
    NetworkPageFactory(title="Netwerk van anderen")
    EventPageFactory(title="Vertellen erover", municipality=member)
    page = words(client, practice.url).split("Lijkt hierop")[0]
    for shown in (network.title, other_network.title, "Vertellen erover"):
        assert shown in page
    assert "Netwerk van anderen" not in page


def test_a_theme_counts_its_events_and_those_of_its_parts_once(client, site_tree):
    main = ThemeFactory(code="taal")
    part = ThemeFactory(code="praattafels", parent=main)
    EventPageFactory(title="Over beide", themes=[main, part])
    EventPageFactory(title="Over het deel", themes=[part])
    EventPageFactory(title="Voorbij", themes=[part], past=True, end=None)
    assert counts_by("thema", "evenement") == {"taal": 2, "praattafels": 2}
    assert counts_by("thema", "evenement", time=PAST) == {"taal": 1, "praattafels": 1}
    page = words(client, main.get_absolute_url())
    for shown in ("2 komende evenementen", "1 voorbij evenement", "Over beide", "Over het deel", "Voorbij"):
        assert shown in page


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_nothing_hidden_is_shown_or_counted(client, site_tree, state):
    place, theme, organisation = MunicipalityFactory(), ThemeFactory(), OrganisationFactory()
    event = EventPageFactory(title="Verborgen overleg", municipality=place, themes=[theme])
    event.organisers.add(EventOrganiser(organisation=organisation))
    event.save()
    FORBIDDEN_STATES[state](event)
    for address in ("/", place.get_absolute_url(), theme.get_absolute_url(), organisation.get_absolute_url()):
        assert "Verborgen overleg" not in words(client, address)
    assert counts_by("thema", "evenement") == counts_by("thema", "evenement", time=PAST) == {}
    assert counts.by_organisation() == {}
