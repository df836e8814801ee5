"""The listing of networks and the page of one, as a visitor reads them."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from networks.models import NetworkMember, SharedPractice
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import EventPageFactory, NetworkPageFactory, PracticePageFactory
from tests.factories.reference import ReferenceRegionFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db

BUDGET = 12


def read(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def section(page: BeautifulSoup, title: str):
    heading = page.find(["h2"], string=lambda text: text and text.strip() == title)
    return heading.find_parent(["section", "div"], class_=lambda c: c != "section__head") if heading else None


def words(element) -> str:
    return " ".join(element.get_text(" ").split()) if element else ""


def test_the_listing_shows_members_and_the_next_meeting(client, network):
    soon = timezone.now() + datetime.timedelta(days=3)
    EventPageFactory(parent=network, start=soon, state="afgelast")
    EventPageFactory(parent=network, start=soon + datetime.timedelta(days=30))
    coming = EventPageFactory(parent=network, start=soon + datetime.timedelta(days=1))
    card = words(read(client, "/netwerken/").find("article", class_="card"))
    assert "Netwerk Limburg" in card
    assert "2 gemeenten" in card
    day = f"{coming.local_start.day} "
    assert "Volgende bijeenkomst:" in card
    assert day in card.split("Volgende bijeenkomst:")[1]


def test_networks_of_my_municipality_stand_first(client, site_tree):
    mine = MunicipalityFactory(name="Genk")
    NetworkPageFactory(title="Aaa")
    NetworkPageFactory(title="Zzz", municipalities=[mine, MunicipalityFactory()])
    client.cookies["gemeente"] = mine.nis
    page = read(client, "/netwerken/")
    assert [words(card.h3) for card in page.find_all("article", class_="card")] == ["Zzz", "Aaa"]
    assert "Met Genk" in words(page)


def test_members_past_members_and_since_when(client, site_tree):
    now, before = MunicipalityFactory(name="Alken"), MunicipalityFactory(name="Diepenbeek")
    network = NetworkPageFactory(
        title="Zuid-Limburg",
        members=[
            NetworkMember(municipality=now, since=2023),
            NetworkMember(municipality=MunicipalityFactory(name="Wellen")),
            NetworkMember(municipality=before, since=2023, until=2024),
        ],
    )
    page = read(client, network.url)
    listed = words(page.find("ul", class_="members"))
    assert listed == "Alken sinds 2023 Wellen"
    assert "Diepenbeek was lid van 2023 tot 2024." in words(page)
    assert "2 gemeenten, samen 30.000 inwoners" in words(page)
    assert page.find("a", href=now.get_absolute_url())


def test_the_coordinator_is_a_service_and_never_a_person_or_an_address(client, network, coordinator):
    network.contact_mailbox = "netwerk@limburg.example"
    network.save()
    page = client.get(network.url).content.decode()
    assert network.contact_service in page
    assert network.coordinating_organisation.name in page
    for private in (network.contact_mailbox, coordinator.email, coordinator.get_full_name(), "mailto:"):
        assert private not in page


def test_a_network_without_contact_says_so(client, site_tree):
    network = NetworkPageFactory(coordinating_organisation=None, contact_service="")
    assert "Dit netwerk heeft nog geen contactdienst." in words(read(client, network.url))


def test_the_next_meeting_and_the_agenda(client, network, other_network):
    first = EventPageFactory(parent=network, title="Eerste overleg", place="Stadskantoor")
    later = EventPageFactory(parent=network, title="Tweede overleg", start=first.start + datetime.timedelta(days=9))
    past = EventPageFactory(parent=network, title="Vorig overleg", past=True)
    EventPageFactory(parent=other_network, title="Elders")
    page = read(client, network.url)
    notice = words(page.find("div", class_="notice--done"))
    assert "Volgende bijeenkomst:" in notice
    assert "Eerste overleg" in notice
    agenda = [words(row.h3) for row in page.find("ol", class_="agenda").find_all("li")]
    assert agenda == [first.title, later.title]
    over = read(client, f"{network.url}?voorbij=1")
    assert [words(row.h3) for row in over.find("ol", class_="agenda").find_all("li")] == [past.title]


def test_practices_are_shared_or_of_members_and_say_which(client, network):
    member = network.members.first().municipality
    of_member = PracticePageFactory(title="Van een lid", municipalities=[member])
    shared = PracticePageFactory(title="Van elders", municipalities=[MunicipalityFactory()])
    PracticePageFactory(title="Van niemand", municipalities=[MunicipalityFactory()])
    network.shared_practices = [SharedPractice(practice=shared)]
    network.save()
    cards = section(read(client, network.url), "Praktijken uit het netwerk").find_all("article")
    assert [words(card.h3) for card in cards] == [shared.title, of_member.title]
    assert "Gedeeld in het netwerk" in words(cards[0])
    assert f"Van een lid: {member.name}" in words(cards[1])


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_what_is_hidden_shows_on_no_page_of_networks(client, network, state):
    practice = PracticePageFactory(title="Verborgen praktijk", municipalities=[network.members.first().municipality])
    network.shared_practices = [SharedPractice(practice=practice)]
    network.save()
    FORBIDDEN_STATES[state](practice)
    FORBIDDEN_STATES[state](EventPageFactory(parent=network, title="Verborgen overleg"))
    if state != "below_a_private_parent":  # that would hide the whole section
        FORBIDDEN_STATES[state](NetworkPageFactory(title="Verborgen netwerk"))
    for address in ("/netwerken/", network.url, "/evenementen/", f"{network.url}?voorbij=1", "/evenementen/?voorbij=1"):
        assert "Verborgen" not in client.get(address).content.decode(), address


def test_news_is_newest_first_and_older_news_is_folded(client, network):
    network.news = [
        ("item", {"date": datetime.date(2026, month, 1), "title": f"Bericht {month}", "text": "<p>Tekst</p>"})
        for month in range(1, 7)
    ]
    network.save()
    page = read(client, network.url)
    titles = [words(article.h3) for article in section(page, "Nieuws").find_all("article")]
    assert titles == [f"Bericht {month}" for month in range(6, 0, -1)]
    assert len(page.find("details", class_="fold").find_all("article")) == 2


def test_many_networks_stand_on_pages(client, site_tree):
    members = [MunicipalityFactory(), MunicipalityFactory()]
    for _ in range(26):
        NetworkPageFactory(municipalities=members)
    assert len(read(client, "/netwerken/").find_all("article")) == 24
    assert len(read(client, "/netwerken/?pagina=2").find_all("article")) == 2
    for odd in ("99", "-1", "x", "²", "9" * 6000, "%00"):
        assert client.get(f"/netwerken/?pagina={odd}").status_code in {200, 400}


def test_queries_stay_within_the_budget_and_do_not_grow(client, network, django_assert_max_num_queries):
    region = ReferenceRegionFactory()
    network.region = region
    network.coordinating_organisation = OrganisationFactory(of_municipality=True)
    network.members = [NetworkMember(municipality=MunicipalityFactory(), since=2020) for _ in range(12)]
    network.save()
    for _ in range(8):
        EventPageFactory(parent=network, municipality=MunicipalityFactory())
        NetworkPageFactory(region=region)
        PracticePageFactory(municipalities=[network.members.all()[0].municipality])
    for address in ("/netwerken/", network.url):
        client.get(address)
        with django_assert_max_num_queries(BUDGET):
            assert client.get(address).status_code == 200
