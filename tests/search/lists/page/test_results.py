"""The page /zoeken/ as a visitor sees it: heading, rows, pages, and what it takes to make it."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from portal.cards import Card
from portal.searchable import SearchDocument
from search.editors.promotions import Promotion
from search.engines import engine
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.pages import EventPageFactory, GuidelinePageFactory, PracticePageFactory, StandardPageFactory
from tests.factories.reference import TargetGroupFactory, ThemeFactory
from tests.factories.search import document, fill
from tests.queries import at_most
from tests.search.lists.page.reading import get, soup, titles, words

pytestmark = pytest.mark.django_db

LARGEST_PAGE = 70_000


def test_the_heading_counts_in_the_right_number(client: Client) -> None:
    fill(document("Moestuin"), document("Zwembad"), document("Groot zwembad"))

    assert words(soup(client, "?q=moestuin").h1) == "1 resultaat voor moestuin"
    assert words(soup(client, "?q=zwembad").h1) == "2 resultaten voor zwembad"
    assert words(soup(client, "?q=olifant").h1) == "0 resultaten voor olifant"
    assert words(soup(client, "?soort=praktijk").h1) == "3 resultaten"


def test_title_and_robots(client: Client) -> None:
    fill(document("Moestuin"))

    page, start = soup(client, "?q=moestuin"), soup(client)

    assert words(page.title) == "moestuin – zoeken (1 resultaat) – Samenwijs"
    assert page.select_one('meta[name="robots"]')["content"] == "noindex"  # type: ignore[index]
    assert words(start.title) == "Zoeken – Samenwijs"
    assert start.select_one('meta[name="robots"]') is None


def test_a_row_shows_the_card_with_what_was_found_marked(client: Client) -> None:
    PracticePageFactory(
        title="Samen tuinieren",
        summary="Buren werken samen.",
        what="In de wijk begon een moestuin voor iedereen.",
        municipalities=[MunicipalityFactory(name="Genk")],
    )

    (row,) = soup(client, "?q=moestuin+samen").select(".result")

    assert str(row.select_one("h2 a")) == '<a href="/praktijken/samen-tuinieren/"><mark>Samen</mark> tuinieren</a>'
    assert "<mark>moestuin</mark>" in str(row.select_one(".result__excerpt"))
    assert "Genk" in words(row.select_one(".result__meta"))
    assert "Ingediend" in words(row) or row.select_one(".measures")


def test_nothing_typed_or_written_becomes_markup(client: Client) -> None:
    fill(document("<script>alert(1)</script> moestuin", text="<img src=x onerror=alert(1)> moestuin & meer"))

    answer = get(client, "?q=moestuin+%3Cscript%3E+%22%3E%3Cimg+src%3Dx%3E").content.decode()

    assert "<script>alert" not in answer
    assert "<img" not in answer
    assert "&lt;script&gt;" in answer


def test_pages_are_numbered_and_keep_the_question(client: Client) -> None:
    fill(*(document(f"Moestuin {number}") for number in range(25)))

    page = soup(client, "?q=moestuin&pagina=2")

    assert len(page.select(".result")) == 10
    assert [words(link) for link in page.select(".pagination a[rel]")] == ["Vorige", "Volgende"]
    assert page.select_one('.pagination a[rel="next"]')["href"] == "/zoeken/?q=moestuin&pagina=3"  # type: ignore[index]
    assert page.select_one('.pagination a[rel="prev"]')["href"] == "/zoeken/?q=moestuin"  # type: ignore[index]
    assert len(soup(client, "?q=moestuin&pagina=99999999999999999999").select(".result")) == 5


def test_what_an_editor_promotes_stands_first_once_and_says_so(client: Client) -> None:
    fill(document("Moestuin"), document("Zwembad"), document("Moestuin en zwembad"))
    for key in ("2", "3"):
        Promotion.objects.create(
            query="moestuin", kind="praktijk", object_id=key, reason="Voorbeeld", until=localdate()
        )

    page = soup(client, "?q=Moestuin")

    assert titles(page) == ["Zwembad", "Moestuin en zwembad", "Moestuin"]
    assert ["Aanbevolen door de redactie" in words(row) for row in page.select(".result")] == [True, True, False]
    assert titles(soup(client, "?q=moestuin&soort=praktijk")) == ["Moestuin", "Moestuin en zwembad"]


def test_list_and_map_hold_the_same_results(client: Client) -> None:
    genk = MunicipalityFactory(name="Genk")
    fill(document("Moestuin", facets={"gemeente": (genk.nis,)}), document("Moestuinen"), document("Zwembad"))

    page = soup(client, "?q=moestuin&weergave=kaart")

    assert words(page.h1) == "2 resultaten voor moestuin"
    assert page.select(".result") == []
    assert page.select_one("svg.map") is not None
    assert [(words(place), place.a["href"]) for place in page.select(".members li")] == [  # type: ignore[index]
        ("Genk 1", f"/zoeken/?q=moestuin&gemeente={genk.nis}")
    ]
    assert "1 resultaat hoort niet bij een gemeente." in words(page.select_one("#kaart"))
    assert page.select_one(".switch a[aria-current]")["href"].endswith("weergave=kaart")  # type: ignore[index]


def test_a_visitor_of_borgloon_finds_the_merged_municipality_first(client: Client) -> None:
    merged = MunicipalityFactory(name="Tongeren-Borgloon", postcodes=["3700", "3840"])
    FormerMunicipalityFactory(name="Borgloon", successor=merged)
    PracticePageFactory(title="Borgloon leest: Borgloon leert Borgloon lezen", municipalities=[merged])
    PracticePageFactory(title="Praatcafé", municipalities=[merged])

    for q in ("Borgloon", "borgloon", "3840"):
        assert titles(soup(client, f"?q={q}"))[0] == "Tongeren-Borgloon"
    assert "Praatcafé" in titles(soup(client, "?q=Borgloon"))


def test_taaloefenkansen_finds_the_theme_and_the_practices_on_it(client: Client) -> None:
    theme = ThemeFactory(code="oefenkansen", label="Oefenkansen Nederlands", synonyms=["taaloefenkansen"])
    PracticePageFactory(title="Babbeltafel", themes=[theme])

    assert titles(soup(client, "?q=taaloefenkansen")) == ["Oefenkansen Nederlands", "Babbeltafel"]


def test_an_example_says_that_it_is_one(client: Client) -> None:
    EventPageFactory(title="Moestuindag", is_example=True)

    assert "Voorbeeld" in words(soup(client, "?q=moestuindag").select_one(".result"))


def _many(count: int) -> list[SearchDocument]:
    taal = ThemeFactory(code="taal")
    genk = MunicipalityFactory()
    card = Card(kind="practice", kind_label="Praktijk", url="/praktijken/x/", title="Moestuin", text="Een tuin. " * 28)
    return [
        SearchDocument(
            card=card,
            summary=card.text,
            text="Iedereen werkt mee in de moestuin van de wijk. " * 200,
            facets={"thema": (taal.code,), "gemeente": (genk.nis,), "doelgroep": ("doelgroep-1",)},
            published=datetime.date(2026, 1, 1),
            starts=timezone.now() + datetime.timedelta(days=number + 1),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("count", [1, 60])
def test_the_page_takes_few_queries_whatever_it_finds(client: Client, count: int) -> None:
    fill(*_many(count), document("Moestuim"))
    engine.rebuild()
    mine = MunicipalityFactory()
    client.cookies["gemeente"] = mine.nis
    for query in (
        "?q=moestuin+wijk&soort=praktijk&thema=taal&pagina=2",
        "?q=moestuin+olifant",
        "?q=moestiun&weergave=kaart",
        "?actie=x&van=2026",
        '?q="moestuin+zwembad"+-wijk&soort=aanbod&thema=taal&van=2026',
        "?q=moestuim",
        "",
    ):
        get(client, query)  # what a process reads once
        with at_most(12):
            get(client, query)


def test_the_page_is_light(client: Client) -> None:
    for number in range(25):
        ThemeFactory(code=f"thema-{number}", label=f"Thema van gewone lengte {number}")
        TargetGroupFactory(code=f"doelgroep-{number}", label=f"Doelgroep van gewone lengte {number}")
    fill(*_many(40))

    assert len(get(client, "?q=moestuin&thema=thema-1&thema=taal").content) < LARGEST_PAGE
    assert len(soup(client, "?q=moestuin").select(".result")) == 10


def test_only_reading_is_answered(client: Client) -> None:
    assert client.post("/zoeken/", {"q": "moestuin"}).status_code == 405
    assert client.head("/zoeken/?q=moestuin").status_code == 200


def test_titles_of_every_kind_are_found(client: Client) -> None:
    for factory in (PracticePageFactory, GuidelinePageFactory, StandardPageFactory, EventPageFactory):
        factory(title="Moestuinen voor iedereen")

    assert len(titles(soup(client, "?q=moestuinen"))) == 4


def test_promoted_results_stand_apart_from_the_others(client: Client) -> None:
    fill(document("Moestuin"), document("Zwembad"))
    Promotion.objects.create(query="moestuin", kind="praktijk", object_id="2", reason="Voorbeeld", until=localdate())

    rows = soup(client, "?q=moestuin").select(".results > li")

    assert [row.get("class") for row in rows] == [["results__promoted"], None]
