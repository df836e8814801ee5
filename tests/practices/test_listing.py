"""The listing of practices as an address asks for it: filters, counts, chips, order, pages."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from portal.organisations.context import COOKIE
from portal.pages.listing import Listing, read_listing
from practices.facets import PRACTICES
from practices.models import PracticePage
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import (
    ProvinceFactory,
    QualityLevelFactory,
    ReferenceRegionFactory,
    SizeClassFactory,
    TargetGroupFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def listing(query: str = "", *, mine: str = "") -> Listing:
    """Return the listing at `/praktijken/?query` for somebody who chose the municipality `mine`."""
    request = RequestFactory().get("/praktijken/", QueryDict(query, encoding="utf-8"))
    request.GET = QueryDict(query)
    if mine:
        request.COOKIES[COOKIE] = mine
    return read_listing(PRACTICES, PracticePage.objects.visible_to_public(), request, path="/praktijken/")


def titles(found: Listing) -> list[str]:
    return [page.title for page in found.items(PracticePage.objects.with_cards())]


def counts(found: Listing, name: str) -> dict[str, int | None]:
    facet = next(facet for facet in found.facets if facet.name == name)
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def places() -> dict[str, Any]:
    """Four municipalities: Alfa, one like it in everything, one as large elsewhere, one unlike it."""
    small, large = SizeClassFactory(code="klein"), SizeClassFactory(code="groot")
    here, there = ReferenceRegionFactory(code="hier"), ReferenceRegionFactory(code="daar")
    limburg, antwerp = ProvinceFactory(code="limburg"), ProvinceFactory(code="antwerpen")
    return {
        "alfa": MunicipalityFactory(name="Alfa", size_class=small, region=here, province=limburg),
        "twin": MunicipalityFactory(name="Twin", size_class=small, region=here, province=limburg),
        "small": MunicipalityFactory(name="Small", size_class=small, region=there, province=antwerp),
        "other": MunicipalityFactory(name="Other", size_class=large, region=there, province=antwerp),
    }


@pytest.fixture
def practices(places: dict[str, Any]) -> dict[str, Any]:
    """Four practices in those municipalities, with themes and classes of cost that differ."""
    school, work = ThemeFactory(code="school", label="School"), ThemeFactory(code="werk", label="Werk")
    bridge = ThemeFactory(code="brug", label="Brugfiguren", parent=school)
    parents, children = TargetGroupFactory(code="ouders"), TargetGroupFactory(code="kinderen")
    known = {"cost": "€ 90.000", "cost_amount": 90_000}
    unknown = {"cost": "", "cost_amount": None, "cost_unknown": True}
    make = PracticePageFactory
    return {
        "A": make(title="A", municipalities=[places["alfa"]], themes=[bridge], target_groups=[parents], **known),
        "B": make(title="B", municipalities=[places["twin"]], themes=[school, work], target_groups=[children]),
        "C": make(title="C", municipalities=[places["small"]], themes=[work], target_groups=[parents], **unknown),
        "Éen": make(title="Éen", municipalities=[places["other"]], themes=[work], target_groups=[parents, children]),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"A", "B", "C", "Éen"}),
        ("thema=werk", {"B", "C", "Éen"}),
        ("thema=school", {"A", "B"}),  # a narrower theme counts at its main theme
        ("thema=brug", {"A"}),
        ("thema=brug&thema=werk", {"A", "B", "C", "Éen"}),  # or, inside a facet
        ("thema=werk&doelgroep=ouders", {"C", "Éen"}),  # and, between facets
        ("kost=hoog", {"A"}),
        ("kost=onbekend", {"C"}),
        ("kost=laag&kost=onbekend", {"B", "C", "Éen"}),
        ("kwaliteit=ingediend", {"A", "B", "C", "Éen"}),
        ("provincie=limburg", {"A", "B"}),
        ("regio=daar&grootte=klein", {"C"}),
        ("thema=werk&thema=werk", {"B", "C", "Éen"}),
        # What is not known is not there.
        ("thema=bestaat-niet", {"A", "B", "C", "Éen"}),
        ("thema=", {"A", "B", "C", "Éen"}),
        ("thema=werk%00", {"A", "B", "C", "Éen"}),
        ("thema=%ED%A0%80", {"A", "B", "C", "Éen"}),
        ("onbekend=1&thema[]=werk", {"A", "B", "C", "Éen"}),
        ("kost=-1&grootte=1e999", {"A", "B", "C", "Éen"}),
        ("&".join(f"thema=x{n}" for n in range(1000)) + "&thema=brug", {"A"}),
        ("thema=" + "x" * 20_000, {"A", "B", "C", "Éen"}),
        ("zoals=grootte", {"A", "B", "C", "Éen"}),  # nobody chose a municipality
        ("pagina=100000000000000000000", {"A", "B", "C", "Éen"}),
        ("pagina=-3", {"A", "B", "C", "Éen"}),
        ("pagina=twee", {"A", "B", "C", "Éen"}),
        ("pagina=%D9%A3", {"A", "B", "C", "Éen"}),  # a digit, but not of ours
        ("pagina=0&sorteer=weg&weergave=niets", {"A", "B", "C", "Éen"}),
    ],
)
def test_an_address_finds(practices, query, expected):
    found = listing(query)
    assert set(titles(found)) == expected
    assert found.total == len(expected)


def test_a_municipality_filters_and_is_named_in_a_chip(practices, places):
    found = listing(f"gemeente={places['alfa'].nis}")
    assert titles(found) == ["A"]
    assert [chip.text for chip in found.chips] == ["Alfa"]
    assert ("gemeente", places["alfa"].nis) in found.hidden_in_filters


def test_counts_are_those_of_the_list_without_that_facet(practices):
    found = listing("thema=werk&doelgroep=kinderen")
    assert counts(found, "thema") == {"school": 1, "werk": 2}
    assert counts(found, "doelgroep") == {"ouders": 2, "kinderen": 2}
    assert counts(found, "kost") == {"laag": 2, "midden": 0, "hoog": 0, "onbekend": 0}


def test_narrower_themes_are_drawn_while_their_branch_is_checked(practices):
    assert list(counts(listing(), "thema")) == ["school", "werk"]
    assert list(counts(listing("thema=school"), "thema")) == ["school", "brug", "werk"]
    assert list(counts(listing("thema=brug"), "thema")) == ["school", "brug", "werk"]


def test_quality_is_drawn_highest_first_as_badges(practices):
    QualityLevelFactory(code="onderbouwd", value=3)
    facet = next(facet for facet in listing().facets if facet.name == "kwaliteit")
    assert [(option.value, option.badge.value) for option in facet.options] == [("onderbouwd", 3), ("ingediend", 1)]


def test_an_ended_term_is_offered_only_while_something_has_it(practices):
    ended = ThemeFactory(code="oud", ended=True)
    assert "oud" not in counts(listing(), "thema")
    PracticePageFactory(title="D", themes=[ended])
    assert counts(listing(), "thema")["oud"] == 1


def test_a_chip_leads_to_the_same_list_without_it(practices):
    found = listing("thema=werk&thema=school&kost=laag&sorteer=titel&pagina=1")
    assert {chip.text: chip.url for chip in found.chips} == {
        "School": "/praktijken/?thema=werk&kost=laag&sorteer=titel",
        "Werk": "/praktijken/?thema=school&kost=laag&sorteer=titel",
        "Minder dan €\N{NO-BREAK SPACE}5.000": "/praktijken/?thema=school&thema=werk&sorteer=titel",
    }
    assert found.clear.url == "/praktijken/?sorteer=titel"
    assert found.map_url == "/praktijken/?thema=school&thema=werk&kost=laag&sorteer=titel&weergave=kaart"


def test_like_my_municipality_gives_the_reason_in_words(practices, places):
    found = listing("zoals=regio", mine=places["alfa"].nis)
    facet = next(facet for facet in found.facets if facet.name == "zoals")
    assert [(option.label, option.count) for option in facet.options] == [
        ("Even groot: Klein", 3),
        ("Zelfde referentieregio: Hier", 2),
        ("Zelfde provincie: Limburg", 2),
    ]
    assert set(titles(found)) == {"A", "B"}
    assert [chip.text for chip in found.chips] == ["Zelfde referentieregio: Hier"]


def test_a_brussels_municipality_is_compared_by_size_only(practices, places):
    brussels = MunicipalityFactory(brussels=True, size_class=places["alfa"].size_class)
    found = listing("zoals=regio&zoals=provincie", mine=brussels.nis)
    assert list(counts(found, "zoals")) == ["grootte"]
    assert found.total == 4


@pytest.mark.parametrize("cookie", ["", "geen", "99999", "0" * 5000, "\x00"])
def test_without_a_known_municipality_there_is_nothing_to_compare(practices, cookie):
    found = listing("zoals=grootte", mine=cookie)
    facet = next(facet for facet in found.facets if facet.name == "zoals")
    assert (facet.options, found.chips) == ((), ())
    assert facet.link.text == "Kies je gemeente"


def test_orders(practices, places):
    assert titles(listing("sorteer=titel")) == ["A", "B", "C", "Éen"]
    assert titles(listing()) == ["Éen", "C", "B", "A"]
    assert titles(listing("sorteer=zoals-mijn-gemeente", mine=places["alfa"].nis)) == ["A", "B", "C", "Éen"]
    assert titles(listing("sorteer=zoals-mijn-gemeente", mine=places["other"].nis)) == ["Éen", "C", "B", "A"]


def test_pages(places):
    for number in range(20):
        PracticePageFactory(title=f"P{number:02}", municipalities=[places["alfa"]])
    assert titles(listing("sorteer=titel&pagina=2")) == [f"P{number:02}" for number in range(8, 16)]
    last = listing("sorteer=titel&pagina=99999")
    assert titles(last) == [f"P{number:02}" for number in range(16, 20)]
    assert last.pages.next is None
    assert last.pages.previous.url == "/praktijken/?sorteer=titel&pagina=2"
    assert [link.url for link in last.pages.numbers] == [
        "/praktijken/?sorteer=titel",
        "/praktijken/?sorteer=titel&pagina=2",
        "",
    ]


def test_an_empty_list_has_a_first_page():
    found = listing("pagina=5")
    assert (found.total, found.keys, found.state.page) == (0, (), 1)


def test_what_is_hidden_or_changed_is_counted_anew(practices, django_assert_max_num_queries):
    assert counts(listing(), "thema") == {"school": 2, "werk": 3}
    with django_assert_max_num_queries(1):  # the stamp; the rest comes from the cache
        listing("thema=werk")
    practices["C"].unpublish()
    assert counts(listing(), "thema") == {"school": 2, "werk": 2}
    practices["B"].themes = practices["A"].themes.all()
    practices["B"].save()
    assert counts(listing(), "thema") == {"school": 2, "werk": 1}
    ThemeFactory(code="nieuw")
    assert counts(listing(), "thema") == {"school": 2, "werk": 1, "nieuw": 0}


def test_counts_by_municipality_feed_the_map(practices, places):
    assert listing("thema=werk").counts("gemeente") == {places[name].nis: 1 for name in ("twin", "small", "other")}
