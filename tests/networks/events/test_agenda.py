"""The agenda: what comes by date, what is over behind a link, filtered by the address."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import EventPageFactory
from tests.factories.reference import EventKindFactory, ReferenceRegionFactory, ThemeFactory
from tests.factories.states import unpublished
from tests.queries import at_most

pytestmark = pytest.mark.django_db

BUDGET = 12


def titles(client, query: str = "") -> list[str]:
    answer = client.get(f"/evenementen/{query}")
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    return [row.h3.get_text(strip=True) for row in page.select("ol.agenda > li")]


def on(days: float, **values):
    return EventPageFactory(start=timezone.now() + datetime.timedelta(days=days), **values)


def test_networks_and_platform_stand_in_one_list_by_date(client, network):
    third, first = on(9, title="Derde"), on(1, title="Eerste", parent=network)
    second = on(4, title="Tweede", state="afgelast")
    on(-3, title="Voorbij")
    assert titles(client) == [first.title, second.title, third.title]
    assert titles(client, "?voorbij=1") == ["Voorbij"]


def test_what_is_over_stands_latest_first_and_without_a_day_last(client, site_tree):
    for title, days in (("Ouder", -30), ("Jonger", -2), ("Oudste", -400)):
        on(days, title=title)
    for title in ("Zonder dag B", "Zonder dag A"):
        EventPageFactory(from_source=True, title=title, start=None, end=None, date_text="ooit")
    assert titles(client, "?voorbij=1") == ["Jonger", "Ouder", "Oudste", "Zonder dag A", "Zonder dag B"]


def test_an_event_that_is_going_on_is_still_to_come(client, site_tree):
    on(-0.1, title="Bezig", end=timezone.now() + datetime.timedelta(hours=1))
    assert titles(client) == ["Bezig"]


def test_more_than_ten_are_divided_into_months(client, site_tree):
    start = datetime.datetime(2031, 1, 20, 9, tzinfo=datetime.UTC)
    for number in range(11):
        EventPageFactory(start=start + datetime.timedelta(days=3 * number))
    page = BeautifulSoup(client.get("/evenementen/").content, "html.parser")
    assert [heading.get_text(strip=True) for heading in page.select("h2.agenda__month")] == [
        "Januari 2031",
        "Februari 2031",
    ]
    assert len(page.select("ol.agenda > li")) == 11


def test_filters_on_theme_kind_region_and_online(client, site_tree):
    limburg, westhoek = ReferenceRegionFactory(), ReferenceRegionFactory(code="westhoek")
    taal, kind = ThemeFactory(code="taal"), EventKindFactory(code="webinar")
    on(1, title="Genk", municipality=MunicipalityFactory(region=limburg), themes=[taal])
    on(2, title="Ieper", municipality=MunicipalityFactory(region=westhoek))
    on(3, title="Online", is_online=True, event_kind=kind)
    assert titles(client, "?thema=taal") == ["Genk"]
    assert titles(client, "?soort=webinar") == ["Online"]
    assert titles(client, "?regio=westhoek&regio=online") == ["Ieper", "Online"]
    assert titles(client, "?regio=westhoek&thema=taal") == []


def test_filters_of_past_events_stay_with_past_events(client, site_tree):
    theme = ThemeFactory(code="taal")
    on(-5, title="Over taal", themes=[theme])
    on(-6, title="Over werk")
    on(5, title="Komt nog", themes=[theme])
    page = BeautifulSoup(client.get("/evenementen/?voorbij=1&thema=taal").content, "html.parser")
    assert titles(client, "?voorbij=1&thema=taal") == ["Over taal"]
    assert page.select_one('form#filters input[type=hidden][name=voorbij][value="1"]')
    (chip,) = page.select("a.chip")
    assert chip["href"] == "/evenementen/?voorbij=1"


def test_an_empty_agenda_says_what_now(client, site_tree):
    page = client.get("/evenementen/").content.decode()
    assert "Niets op de agenda" in page
    assert "?voorbij=1" in page


@pytest.mark.parametrize(
    "query",
    [
        "?voorbij=ja",
        "?voorbij=1&voorbij=0",
        "?thema=niets&soort=&regio=x",
        "?pagina=-1",
        "?pagina=99999999999999999999",
        "?pagina=%00",
        "?thema=" + "x" * 20_000,
        "?" + "&".join(f"p{n}=1" for n in range(1000)),
        "?regio=%ff%fe",
        "?sorteer=drop+table",
    ],
)
def test_odd_parameters_give_a_page_or_a_plain_refusal(client, site_tree, query):
    assert client.get(f"/evenementen/{query}").status_code in {200, 400, 414}


def test_queries_stay_within_the_budget_and_do_not_grow(client, network):
    for days in range(1, 15):
        on(days, parent=network, municipality=MunicipalityFactory())
        on(-days, municipality=MunicipalityFactory())
    for query in ("", "?voorbij=1", "?thema=niets"):
        client.get(f"/evenementen/{query}")
        with at_most(BUDGET):
            client.get(f"/evenementen/{query}")


def test_a_network_that_is_not_public_is_not_named(client, network):
    event = on(3, title="Overleg", parent=network)
    unpublished(network)
    for address in ("/evenementen/", event.url, "/"):
        page = client.get(address).content.decode()
        assert "Overleg" in page
        assert network.title not in page
