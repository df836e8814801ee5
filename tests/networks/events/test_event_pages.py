"""The page of an event, as a visitor reads it."""

import datetime
import json

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from networks.events.models import EventOrganiser
from portal.wording import NO_BREAK
from tests.factories.media import DocumentFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import EventPageFactory, PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db

BUDGET = 12


def session(title: str, **values) -> tuple[str, dict]:
    return ("session", {"title": title, "municipalities": [], "themes": [], **values})


def read(client: Client, address: str) -> BeautifulSoup:
    answer = client.get(address)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").replace(NO_BREAK, " ").split()) if element else ""


def facts(page: BeautifulSoup) -> dict[str, str]:
    listed = page.find(id="praktisch").find("dl", class_="facts")
    return {words(term): words(value) for term, value in zip(listed.find_all("dt"), listed.find_all("dd"), strict=True)}


def test_what_stands_on_the_page(client, network):
    place = MunicipalityFactory(name="Leuven")
    event = EventPageFactory(
        parent=network,
        title="Samen school maken",
        start=datetime.datetime(2031, 2, 11, 8, 15, tzinfo=datetime.UTC),
        end=datetime.datetime(2031, 2, 11, 15, 30, tzinfo=datetime.UTC),
        place="Congreszaal",
        municipality=place,
        accessibility="Drempelvrij, met ringleiding.",
        price="Gratis",
        for_whom="Medewerkers",
        capacity=1600,
        registration="open",
        registration_note="Inschrijven kan bij de coördinator.",
    )
    page = read(client, event.url)
    shown = facts(page)
    assert shown["Wanneer"] == "Dinsdag 11 februari 2031, 9.15 tot 16.30 uur"
    assert shown["Waar"] == "Congreszaal, Leuven"
    assert shown["Netwerk"] == "Netwerk Limburg"
    assert shown["Plaatsen"] == "1.600"
    assert "Drempelvrij, met ringleiding." in words(page)
    assert "Plaats vrij Inschrijven kan bij de coördinator." in words(page.find(id="inschrijven"))
    assert words(page.find("p", class_="datebox")) == "februari 11 2031"
    trail = [words(crumb) for crumb in page.find("nav", class_="crumbs").find_all("li")]
    assert trail == ["Start", "Netwerken", "Netwerk Limburg", "Samen school maken"]


def test_the_programme_is_a_table_with_links(client):
    teller, practice = MunicipalityFactory(name="Menen"), PracticePageFactory()
    slides = DocumentFactory(title="Presentatie van Menen")
    event = EventPageFactory(
        programme=[
            session("Onthaal", start=datetime.time(9, 15), room="Foyer"),
            session(
                "Schoolcafé",
                start=datetime.time(10),
                municipalities=[teller],
                practice=practice,
                themes=[ThemeFactory(label="Ouderbetrokkenheid").code],
                speakers="AgII",
                slides=slides,
            ),
        ]
    )
    page = read(client, event.url)
    table = page.find("table")
    assert [words(head) for head in table.thead.find_all("th")] == ["Uur", "Sessie", "Wie vertelt", "Zaal"]
    rows = [[words(cell) for cell in row.find_all(["th", "td"])] for row in table.tbody.find_all("tr")]
    assert rows[0] == ["9.15", "Onthaal", "", "Foyer"]
    assert rows[1][0] == "10.00"
    assert "Thema: ouderbetrokkenheid" in rows[1][1]
    assert rows[1][2] == "Menen , AgII"
    for address in (practice.url, teller.get_absolute_url(), slides.url):
        assert table.find("a", href=address)
    assert "Deze gemeenten vertellen Menen" in words(page)


def test_columns_that_say_nothing_are_left_out(client):
    page = read(client, EventPageFactory(programme=[session("Alleen een titel")]).url)
    assert [words(head) for head in page.table.thead.find_all("th")] == ["Sessie"]


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_a_hidden_practice_of_a_session_is_no_link(client, state):
    practice = FORBIDDEN_STATES[state](PracticePageFactory(title="Verborgen"))
    page = client.get(EventPageFactory(programme=[session("Een verhaal", practice=practice)]).url).content.decode()
    assert "Een verhaal" in page
    assert practice.slug not in page


def test_cancelled_and_moved_say_so_with_both_days(client):
    off = read(client, EventPageFactory(state="afgelast", registration="open").url)
    assert "Dit evenement is afgelast" in words(off)
    assert off.find("p", class_="datebox--off")
    assert not off.find(id="inschrijven")
    moved = EventPageFactory(
        state="verplaatst",
        moved_from=datetime.date(2031, 5, 1),
        start=datetime.datetime(2031, 6, 3, 8, tzinfo=datetime.UTC),
        end=None,
    )
    notice = words(read(client, moved.url).find("div", class_="notice--warn"))
    assert notice.endswith("Het stond eerst op donderdag 1 mei 2031. Nu is het op dinsdag 3 juni 2031, 10 uur.")


def test_an_event_of_a_source_shows_its_source_and_its_words(client):
    event = EventPageFactory(
        from_source=True,
        start=datetime.datetime(2021, 3, 4, 23, tzinfo=datetime.UTC),
        end=datetime.datetime(2021, 3, 12, 22, 59, tzinfo=datetime.UTC),
        is_all_day=True,
        date_text="5 en 12 maart 2021, 9.30-12.15 uur",
        other_organisers="De vriendenkring",
    )
    event.organisers.add(EventOrganiser(organisation=OrganisationFactory(name="VVSG")))
    event.save()
    page = read(client, event.url)
    assert "Niet nagekeken door de organisator." in words(page)
    assert facts(page)["Wanneer"] == "Vrijdag 5 maart 2021 tot vrijdag 12 maart 2021"
    assert facts(page)["Volgens de bron"] == "5 en 12 maart 2021, 9.30-12.15 uur"
    assert "Organisatoren VVSG De vriendenkring" in words(page)
    assert not page.find(id="inschrijven")
    assert "agenda.ics" not in str(page)


def test_a_day_that_nobody_noted_is_told_in_the_words_of_the_source(client):
    event = EventPageFactory(from_source=True, start=None, end=None, date_text="in 2019 en 2020")
    page = read(client, event.url)
    assert facts(page)["Wanneer"] == "In 2019 en 2020"
    assert not page.find("p", class_="datebox")


def test_the_owner_s_mailbox_is_nowhere(client):
    page = client.get(EventPageFactory(contact_mailbox="overleg@genk.example").url).content.decode()
    assert "overleg@genk.example" not in page
    assert "mailto:" not in page


def test_a_report_stands_first_once_it_is_there(client):
    event = EventPageFactory(past=True, end=None, report=[("text", "<p>Wat we leerden</p>")])
    page = read(client, event.url)
    assert words(page.find("div", class_="detail__main").find("h2")) == "Verslag en materiaal"


def test_linked_data(client):
    place = MunicipalityFactory(name="Genk")
    event = EventPageFactory(
        title="Overleg </script><b>",
        municipality=place,
        is_online=True,
        online_url="https://meet.example/1",
        state="afgelast",
    )
    data = json.loads(read(client, event.url).find("script", type="application/ld+json").string)
    assert data["@type"] == "Event"
    assert data["name"] == "Overleg </script><b>"
    assert datetime.datetime.fromisoformat(data["startDate"]) == event.start.replace(
        microsecond=event.start.microsecond
    )
    assert data["eventStatus"] == "https://schema.org/EventCancelled"
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert data["location"][0]["address"]["addressLocality"] == "Genk"
    assert data["location"][1]["url"] == "https://meet.example/1"


def test_queries_stay_within_the_budget(client, network, django_assert_max_num_queries):
    places = [MunicipalityFactory() for _ in range(6)]
    event = EventPageFactory(
        parent=network,
        municipality=places[0],
        themes=[ThemeFactory() for _ in range(4)],
        programme=[
            session(f"Sessie {n}", municipalities=[place], practice=PracticePageFactory(), themes=[ThemeFactory().code])
            for n, place in enumerate(places)
        ],
    )
    client.get(event.url)
    with django_assert_max_num_queries(BUDGET):
        client.get(event.url)
