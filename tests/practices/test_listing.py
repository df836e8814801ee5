"""The listing of practices as an address asks for it: words, filters, counts, chips, order, map, pages."""

from typing import Any

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from portal.finding.facets import MUNICIPALITY
from portal.finding.listings import Listing
from portal.finding.reading import read_listing
from portal.organisations.context import COOKIE
from portal.reference.models import Crosswalk
from practices.facets import PRACTICES
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import (
    ActionFactory,
    ProgrammeFactory,
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
    return read_listing(PRACTICES, request, path="/praktijken/")


def titles(found: Listing) -> list[str]:
    return [card.title for card in found.cards]


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
    assert (found.total, found.rows, found.pages.previous) == (0, (), None)


def test_what_is_hidden_or_changed_is_counted_anew(practices):
    assert counts(listing(), "thema") == {"school": 2, "werk": 3}
    practices["C"].unpublish()
    assert counts(listing(), "thema") == {"school": 2, "werk": 2}
    practices["B"].themes = practices["A"].themes.all()
    practices["B"].save()
    assert counts(listing(), "thema") == {"school": 2, "werk": 1}
    ThemeFactory(code="nieuw")
    assert counts(listing(), "thema") == {"school": 2, "werk": 1, "nieuw": 0}


def test_the_map_has_the_same_results_as_the_rows(practices, places):
    PracticePageFactory(title="Overal", municipalities=[], themes=practices["C"].themes.all())
    found = listing("thema=werk&weergave=kaart")
    assert (found.total, found.rows, found.is_map) == (4, (), True)
    assert [(place.text, place.note, place.url) for place in found.places] == [
        (name, "1", f"/praktijken/?thema=werk&gemeente={places[key].nis}")
        for name, key in (("Other", "other"), ("Small", "small"), ("Twin", "twin"))
    ]
    assert found.without_place == "1 praktijk hoort niet bij een gemeente."
    assert found.list_url == "/praktijken/?thema=werk"


def test_a_facet_of_municipalities_names_the_largest_and_leads_to_the_others(places):
    most = MUNICIPALITY.most
    for number in range(most + 1):
        place = MunicipalityFactory(name=f"Plaats {number:02}")
        for _ in range(2 if number < most else 1):
            PracticePageFactory(municipalities=[place])
    facet = next(facet for facet in listing().facets if facet.name == "gemeente")
    assert [option.label for option in facet.options] == [f"Plaats {number:02}" for number in range(most)]
    assert facet.more.url == "/praktijken/?weergave=kaart"
    assert "Plaats 12" in [
        option.label
        for option in next(
            facet for facet in listing(f"gemeente={place.nis}").facets if facet.name == "gemeente"
        ).options
    ]


class TestWords:
    def test_words_narrow_the_list_as_in_the_search_over_everything(self, practices):
        PracticePageFactory(title="Moestuinen van de wijk")
        PracticePageFactory(title="Iets anders", what="Er is ook een moestuin.")
        found = listing("q=moestuin")
        assert titles(found) == ["Moestuinen van de wijk", "Iets anders"]
        assert "<mark>Moestuinen</mark>" in found.rows[0].title
        assert [chip.text for chip in found.chips] == ["“moestuin”"]
        assert found.chips[0].url == "/praktijken/"

    def test_relevance_is_the_first_order_and_only_then_offered(self, practices):
        orders = [option.value for option in listing("q=moestuin").sort_options]
        assert (orders[0], listing("q=moestuin").sort) == ("relevantie", "relevantie")
        assert listing("q=moestuin&sorteer=nieuwste").sort == "nieuwste"
        assert "relevantie" not in [option.value for option in listing().sort_options]

    def test_each_form_keeps_the_rest(self, practices):
        found = listing("q=moestuin&thema=werk&sorteer=titel&weergave=kaart")
        assert found.hidden_in_words == (("thema", "werk"), ("sorteer", "titel"), ("weergave", "kaart"))
        assert found.hidden_in_filters == (("q", "moestuin"), ("sorteer", "titel"), ("weergave", "kaart"))
        assert found.hidden_in_sort == (("q", "moestuin"), ("thema", "werk"), ("weergave", "kaart"))


class TestCrosswalk:
    @pytest.fixture
    def actions(self) -> None:
        """An ended programme of which one action is continued in the running one, and a practice under each."""
        old = ProgrammeFactory(code="vroeger", label="Vroeger", end_year=2025)
        new = ProgrammeFactory(code="nu", label="Nu")
        before = ActionFactory(code="brug", label="Brug", programme=old)
        after = ActionFactory(code="poort", label="Poort", programme=new)
        Crosswalk.objects.create(old=before, new=after, relation=Crosswalk.Relation.CLOSE)
        PracticePageFactory(title="Vroeger", actions=[before])
        PracticePageFactory(title="Nu", actions=[after])
        PracticePageFactory(title="Los", actions=[ActionFactory(code="los", programme=new)])

    @pytest.mark.parametrize("value", ["brug", "poort", "vroeger"])
    def test_both_actions_find_what_stands_under_either(self, actions, value):
        assert sorted(titles(listing(f"actie={value}"))) == ["Nu", "Vroeger"]

    def test_it_is_said_why_and_counted_so(self, actions):
        facet = next(facet for facet in listing("actie=poort").facets if facet.name == "actie")
        shown = {option.value: (option.count, option.note) for option in facet.options}
        assert shown == {
            "nu": (3, ""),
            "poort": (2, "ook wat onder de voorloper staat"),
            "los": (1, ""),
            "vroeger": (2, "afgelopen"),
        }

    def test_an_ended_action_is_offered_in_its_programme(self, actions):
        facet = next(facet for facet in listing("actie=vroeger").facets if facet.name == "actie")
        assert [(option.value, option.note) for option in facet.options if option.is_sub] == [
            ("brug", "ook wat onder de opvolger staat")
        ]


@pytest.mark.parametrize(
    "query", ["", "thema=werk", "kost=onbekend&doelgroep=ouders", "provincie=limburg&thema=school", "q=praktijk"]
)
def test_the_search_over_everything_counts_the_same(client, practices, query):
    of_kind = {facet.name: facet for facet in listing(query).facets}
    everywhere = client.get(f"/zoeken/?soort=praktijk&{query}").context["listing"]
    assert everywhere.total == listing(query).total
    compared = [facet for facet in everywhere.facets if facet.name in of_kind and facet.options]
    assert len(compared) > 5
    for facet in compared:
        counted = {option.value: (option.count, option.is_checked) for option in facet.options}
        assert {option.value: counted[option.value] for option in of_kind[facet.name].options} == {
            option.value: (option.count, option.is_checked) for option in of_kind[facet.name].options
        }
