"""The page /zoeken/ as a visitor sees it."""

import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate

from portal.cards import Card
from portal.searchable import SearchDocument
from search.editors.promotions import Promotion
from search.editors.synonyms import Synonym
from search.engines import engine
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.pages import EventPageFactory, GuidelinePageFactory, PracticePageFactory, StandardPageFactory
from tests.factories.reference import PolicyDomainFactory, SizeClassFactory, TargetGroupFactory, ThemeFactory
from tests.factories.search import document, fill
from tests.queries import at_most
from tests.search.slowness import let_search_take_too_long

pytestmark = pytest.mark.django_db

LARGEST_PAGE = 70_000


def get(client: Client, query: str = "") -> HttpResponse:
    return client.get(f"/zoeken/{query}")  # type: ignore[return-value]


def soup(client: Client, query: str = "") -> BeautifulSoup:
    answer = get(client, query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def words(tag: Any) -> str:
    assert tag is not None
    return " ".join(tag.get_text(" ", strip=True).split())


def titles(page: BeautifulSoup) -> list[str]:
    return [" ".join(title.get_text().split()) for title in page.select(".result h2")]


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


def test_filters_show_counts_and_keep_zero_and_what_is_checked(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    ThemeFactory(code="werk", label="Werk")
    fill(
        ("praktijk", document("Moestuin", facets={"thema": ("taal",)})),
        ("richtlijn", document("Moestuin aanleggen", facets={"thema": ("taal",)})),
    )

    page = soup(client, "?q=moestuin&soort=praktijk")

    def option(name: str) -> tuple[str, bool, bool]:
        box = page.select_one(f"#{name}")
        assert box is not None
        row = box.find_parent(class_="option")
        assert type(row) is Tag
        count = row.select_one(".option__count")
        assert count is not None
        return (
            count.get_text(strip=True).split("resultaten")[0],
            box.has_attr("checked"),
            "option--none" in row["class"],
        )

    assert option("soort-praktijk") == ("1", True, False)
    assert option("soort-richtlijn") == ("1", False, False)
    assert option("soort-netwerk") == ("0", False, True)
    assert option("thema-taal") == ("1", False, False)
    assert option("thema-werk") == ("0", False, True)
    (chip,) = page.select("a.chip:not(.chip--link)")
    assert words(chip) == "Verwijder filter Praktijken"
    assert chip["href"] == "/zoeken/?q=moestuin"


def test_narrower_themes_appear_in_the_branch_that_is_checked(client: Client) -> None:
    main = ThemeFactory(code="taal", label="Taal")
    ThemeFactory(code="lezen", label="Lezen", parent=main)
    fill(document("Voorlezen", facets={"thema": ("lezen",)}))

    assert soup(client, "?q=voorlezen").select_one("#thema-lezen") is None
    page = soup(client, "?q=voorlezen&thema=taal")
    assert titles(page) == ["Voorlezen"]
    assert page.select_one("#thema-lezen") is not None


def test_the_forms_keep_the_rest_of_the_question(client: Client) -> None:
    genk = MunicipalityFactory(name="Genk")
    fill(
        document("Moestuin een", facets={"gemeente": (genk.nis,)}),
        document("Moestuin twee", facets={"gemeente": (genk.nis,)}),
    )

    page = soup(client, f"?q=moestuin&soort=praktijk&gemeente={genk.nis}&sorteer=nieuwste&pagina=1")

    def kept(selector: str) -> dict[str, str]:
        return {field["name"]: field["value"] for field in page.select(f"{selector} input[type=hidden]")}  # type: ignore[misc]

    assert kept("#filters") == {"q": "moestuin", "sorteer": "nieuwste"}
    assert kept(".toolbar form") == {"q": "moestuin", "soort": "praktijk", "gemeente": genk.nis}
    assert {words(chip) for chip in page.select("a.chip:not(.chip--link)")} == {
        "Verwijder filter Praktijken",
        "Verwijder filter Genk",
    }


def test_values_that_do_not_exist_are_left_out(client: Client) -> None:
    fill(document("Moestuin"))

    page = soup(client, "?q=moestuin&soort=olifant&thema=bestaat-niet&gemeente=99999&kleur=rood")

    assert titles(page) == ["Moestuin"]
    assert page.select(".chip") == page.select(".chip--link")


def test_pages_are_numbered_and_keep_the_question(client: Client) -> None:
    fill(*(document(f"Moestuin {number}") for number in range(25)))

    page = soup(client, "?q=moestuin&pagina=2")

    assert len(page.select(".result")) == 10
    assert [words(link) for link in page.select(".pagination a[rel]")] == ["Vorige", "Volgende"]
    assert page.select_one('.pagination a[rel="next"]')["href"] == "/zoeken/?q=moestuin&pagina=3"  # type: ignore[index]
    assert page.select_one('.pagination a[rel="prev"]')["href"] == "/zoeken/?q=moestuin"  # type: ignore[index]
    assert len(soup(client, "?q=moestuin&pagina=99999999999999999999").select(".result")) == 5


def test_past_events_wait_behind_a_switch(client: Client) -> None:
    EventPageFactory(title="Moestuindag straks")
    EventPageFactory(title="Moestuindag geweest", past=True)

    page = soup(client, "?q=moestuindag")
    assert titles(page) == ["Moestuindag straks"]
    assert words(page.select_one("#voorbij-1 ~ .option__count")) == "1 resultaten"
    assert soup(client, "?q=straks").select_one("#voorbij-1") is None
    link = next(a for a in page.select("#resultaten a.more") if "voorbij" in words(a))
    assert words(link) == "Toon ook 1 voorbij evenement"

    with_past = soup(client, "?" + str(link["href"]).split("?")[1])
    assert sorted(titles(with_past)) == ["Moestuindag geweest", "Moestuindag straks"]
    assert with_past.select_one("#voorbij-1").has_attr("checked")  # type: ignore[union-attr]


def test_a_question_that_only_the_past_answers_says_so(client: Client) -> None:
    EventPageFactory(title="Moestuindag", past=True)

    page = soup(client, "?q=moestuindag")

    assert words(page.h1) == "0 resultaten voor moestuindag"
    assert "Toon ook 1 voorbij evenement" in words(page.select_one("#resultaten"))


def test_looser_results_say_that_they_are(client: Client) -> None:
    fill(document("Vrijwilligerswerk"), document("Moestuin"))

    assert "minstens één ervan" in words(soup(client, "?q=moestuin+olifant").select_one("#resultaten"))
    assert "minstens" not in words(soup(client, "?q=moestuin").select_one("#resultaten"))


def test_a_synonym_that_was_used_is_named_with_a_way_back(client: Client) -> None:
    Synonym.objects.create(words=["moestuin"], to_words=["volkstuin"], reason="Voorbeeld")
    fill(document("Moestuin"), document("Volkstuin"))

    page = soup(client, "?q=Moestuin")
    link = page.select_one("#resultaten p.quiet a")

    assert titles(page) == ["Moestuin", "Volkstuin"]
    assert "We zochten ook op: volkstuin. Zoek alleen op deze woorden" in words(page.select_one("#resultaten"))
    assert link is not None
    assert titles(soup(client, "?" + str(link["href"]).split("?")[1])) == ["Moestuin"]


def test_a_word_that_nothing_has_is_corrected_and_said(client: Client) -> None:
    fill(document("Brugfiguren op school"))
    engine.rebuild()

    page = soup(client, "?q=brugfigruen")

    assert titles(page) == ["Brugfiguren op school"]
    assert "Niets heeft het woord “brugfigruen”. We zochten op brugfiguren." in words(page.select_one("#resultaten"))


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


def test_a_period_narrows_and_is_named(client: Client) -> None:
    fill(
        document("Moestuin vroeg", published=datetime.date(2025, 5, 1)),
        document("Moestuin laat", published=datetime.date(2026, 5, 1)),
    )

    page = soup(client, "?q=moestuin&van=2026&tot=31/12/2026")

    assert titles(page) == ["Moestuin laat"]
    assert [(words(chip), chip["href"]) for chip in page.select("a.chip:not(.chip--link)")] == [
        ("Verwijder filter Vanaf 1 januari 2026", "/zoeken/?q=moestuin&tot=2026-12-31"),
        ("Verwijder filter Tot en met 31 december 2026", "/zoeken/?q=moestuin&van=2026-01-01"),
    ]
    assert page.select_one("#van")["value"] == "2026-01-01"  # type: ignore[index]
    assert page.select_one("#facet-periode[open]") is not None


def test_the_archive_waits_behind_a_switch(client: Client) -> None:
    fill(document("Moestuin"), document("Moestuin van weleer", is_archived=True))

    assert titles(soup(client, "?q=moestuin")) == ["Moestuin"]
    assert words(soup(client, "?q=moestuin").select_one("#archief-1 ~ .option__count")) == "1 resultaten"
    assert len(titles(soup(client, "?q=moestuin&archief=1"))) == 2


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


def test_a_facet_that_no_result_has_is_left_out(client: Client) -> None:
    PolicyDomainFactory(code="welzijn")
    fill(document("Moestuin"), document("Zwembad", facets={"domein": ("welzijn",)}))

    assert soup(client, "?q=moestuin").select_one("#facet-domein") is None
    assert soup(client, "?q=zwembad").select_one("#facet-domein") is not None


def test_like_my_municipality_orders_and_filters(client: Client) -> None:
    mine = MunicipalityFactory(name="Menen")
    near = MunicipalityFactory(name="Kortrijk", region=mine.region, size_class=SizeClassFactory(code="klein"))
    far = MunicipalityFactory(name="Arlon", brussels=True, size_class=SizeClassFactory(code="groot"))
    fill(*(document(f"Moestuin {place.name}", facets={"gemeente": (place.nis,)}) for place in (far, near, mine)))
    client.cookies["gemeente"] = mine.nis

    in_order = soup(client, "?q=moestuin&sorteer=zoals-mijn-gemeente")

    assert titles(in_order) == ["Moestuin Menen", "Moestuin Kortrijk", "Moestuin Arlon"]
    assert sorted(titles(soup(client, "?q=moestuin&zoals=regio"))) == ["Moestuin Kortrijk", "Moestuin Menen"]
    assert titles(soup(client, "?q=moestuin&zoals=grootte")) == ["Moestuin Menen"]


def test_no_result_is_no_dead_end(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    fill(("praktijk", document("Moestuin")))

    page = soup(client, "?q=olifant&soort=praktijk")

    links = {words(link): link["href"] for link in page.select("#resultaten a")}
    assert links["Taal"] == "/zoeken/?thema=taal"
    assert links["alle praktijken"] == "/praktijken/"
    assert "Dit geeft wel resultaten" not in words(page)


@pytest.mark.parametrize("q", ["%21%21%21", "%F0%9F%99%82", "%22%22", "-"])
def test_only_signs_are_answered_with_what_to_type(client: Client, q: str) -> None:
    assert "Typ minstens één woord" in words(soup(client, f"?q={q}").select_one("#resultaten"))


def test_without_a_question_the_page_shows_what_can_be_asked(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    fill(("praktijk", document("Moestuin")), ("richtlijn", document("Moestuinen")), ("richtlijn", document("Bomen")))

    page = soup(client)

    links = {words(link): link["href"] for link in page.select("main a")}
    assert links["Praktijken 1"] == "/zoeken/?soort=praktijk"
    assert links["Richtlijnen 2"] == "/zoeken/?soort=richtlijn"
    assert links["Taal"] == "/zoeken/?thema=taal"
    assert page.select_one("main form[role=search] input[name=q]") is not None
    assert page.select(".result") == []


def test_a_row_says_what_it_has_in_common_with_the_chosen_municipality(client: Client) -> None:
    mine = MunicipalityFactory(name="Menen")
    alike = MunicipalityFactory(name="Landen", size_class=mine.size_class)
    near = MunicipalityFactory(name="Kortrijk", region=mine.region, size_class=SizeClassFactory(code="klein"))
    far = MunicipalityFactory(name="Arlon", brussels=True, size_class=SizeClassFactory(code="groot"))
    fill(*(document(f"Moestuin {place.name}", facets={"gemeente": (place.nis,)}) for place in (mine, alike, near, far)))
    client.cookies["gemeente"] = mine.nis

    rows = {words(row.h2): words(row) for row in soup(client, "?q=moestuin").select(".result")}

    assert "jouw gemeente" in rows["Moestuin Menen"]
    assert "even groot" in rows["Moestuin Landen"]
    assert "zelfde regio" in rows["Moestuin Kortrijk"]
    assert not {"groot", "zelfde", "jouw"} & set(rows["Moestuin Arlon"].split())


def test_many_municipalities_are_not_as_large_as_one() -> None:
    mine = MunicipalityFactory(name="Menen")
    small = MunicipalityFactory(region=mine.region, size_class=SizeClassFactory(code="klein"))
    large = MunicipalityFactory(region=mine.region, size_class=mine.size_class)
    fill(document("Netwerk", facets={"gemeente": (small.nis, large.nis)}))
    client = Client()
    client.cookies["gemeente"] = mine.nis

    (row,) = soup(client, "?q=netwerk").select(".result")

    assert "even groot" not in words(row)
    assert "zelfde regio" in words(row)


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


@pytest.mark.postgresql
def test_an_engine_without_time_leaves_a_page_that_helps(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    let_search_take_too_long(monkeypatch)
    fill(*(document(f"Moestuin {number}") for number in range(3)))

    page = soup(client, "?q=moestuin")

    assert "Zoeken duurde te lang" in words(page.select_one("#resultaten"))
    assert words(page.h1) == "Resultaten voor moestuin"
    assert page.select(".take-along a[href*=csv]") == []
    assert page.select_one("#soort-praktijk") is not None
    assert page.select_one(".option__count") is None or words(page.select_one("#filters .option__count"))


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


def test_what_only_the_archive_answers_is_offered(client: Client) -> None:
    fill(document("Moestuin", is_archived=True))

    links = {words(link): link["href"] for link in soup(client, "?q=moestuin").select("#resultaten a.more")}

    assert links["Toon ook 1 uit het archief"] == "/zoeken/?q=moestuin&archief=1"


def test_promoted_results_stand_apart_from_the_others(client: Client) -> None:
    fill(document("Moestuin"), document("Zwembad"))
    Promotion.objects.create(query="moestuin", kind="praktijk", object_id="2", reason="Voorbeeld", until=localdate())

    rows = soup(client, "?q=moestuin").select(".results > li")

    assert [row.get("class") for row in rows] == [["results__promoted"], None]


def test_very_many_results_are_counted_roughly_and_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("engines.postgresql.engine", "engines.postgresql.statements", "engines.elastic.engine", "listings"):
        monkeypatch.setattr(f"search.{module}.MOST_COUNTED", 5)
    fill(*(document(f"Moestuin {number}") for number in range(12)))

    page = soup(client, "?q=moestuin")

    assert words(page.h1) == "Meer dan 5 resultaten voor moestuin"
    assert "De aantallen zijn geschat." in words(page.select_one("#filters"))
    assert "geschat" not in words(soup(client, "?q=olifant"))
