"""Filters, switches, period and order of the page /zoeken/."""

import datetime

import pytest
from bs4 import Tag
from django.test import Client

from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import EventPageFactory
from tests.factories.reference import PolicyDomainFactory, SizeClassFactory, ThemeFactory
from tests.factories.search import document, fill
from tests.search.lists.page.reading import soup, titles, words

pytestmark = pytest.mark.django_db


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


def test_very_many_results_are_counted_roughly_and_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "engines.postgresql.engine",
        "engines.postgresql.statements",
        "engines.elastic.engine",
        "lists.listings",
    ):
        monkeypatch.setattr(f"search.{module}.MOST_COUNTED", 5)
    fill(*(document(f"Moestuin {number}") for number in range(12)))

    page = soup(client, "?q=moestuin")

    assert words(page.h1) == "Meer dan 5 resultaten voor moestuin"
    assert "De aantallen zijn geschat." in words(page.select_one("#filters"))
    assert "geschat" not in words(soup(client, "?q=olifant"))
