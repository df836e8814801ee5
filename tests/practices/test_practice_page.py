"""The page of a practice: all that is filled in, and nothing of what is not."""

import datetime
import json
from typing import Any

import pytest

from portal.reference.models import AfterSubsidyStatus
from practices.models import AnchoringScore
from tests.factories.media import DocumentFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import (
    ActionFactory,
    AnchoringFactorFactory,
    AnchoringScaleFactory,
    PolicyDomainFactory,
    ProgrammeFactory,
    QualityLevelFactory,
    TermFactory,
    ThemeFactory,
)


class AfterSubsidyStatusFactory(TermFactory):
    class Meta:
        model = AfterSubsidyStatus


pytestmark = pytest.mark.django_db

KPI = {"name": "Gezinnen", "realised": "64", "target": "90", "period": "2025", "unit": ""}


def text(soup: Any, selector: str) -> str:
    found = soup.select_one(selector)
    return " ".join(found.get_text(" ").split()) if found else ""


def test_the_shortest_practice_is_a_short_page(read):
    soup = read(
        PracticePageFactory(cost="", cost_amount=None, cost_unknown=True, fte="", fte_amount=None, fte_unknown=True)
    )
    assert [section["id"] for section in soup.select(".detail__main section")] == ["wat", "resultaat"]
    assert not soup.select(".toc")
    assert text(soup, ".measures--panel").count("onbekend") == 3
    assert "niet ingevuld" not in soup.get_text()


BLOCKS = [
    ({"cause": "Een lege speelplaats."}, "#wat", "Waarom het begon Een lege speelplaats."),
    ({"context": "Een team van drie."}, "#wat", "De context Een team van drie."),
    ({"body": [("text", "<p>Het hele verhaal.</p>")]}, "#wat", "Het hele verhaal."),
    ({"unexpected": "Er kwam een koor."}, "#resultaat", "Wat niemand verwachtte Er kwam een koor."),
    ({"evidence_source": "Een bevraging."}, "#resultaat", "Bewijs: Een bevraging."),
    (
        {"figures": [("kpi", KPI)], "figures_story": "Anderen."},
        "#cijfers",
        "64 Gezinnen , doel was 90 2025 Wat we zagen",
    ),
    (
        {"voices": [("quote", {"quote": "Ik heb de sleutel.", "role": "Moeder"})]},
        "#stemmen",
        "Ik heb de sleutel. Moeder",
    ),
    ({"yearly_cost": 32_800}, "#kost", "€ 32.800 per jaar"),
    ({"budget_flemish": 9_500, "budget_own": 500}, "#kost", "Totaal € 10.000"),
    (
        {"steps": [("step", {"action": "Zoek één directie.", "hours": "6 uur"})]},
        "#beginnen",
        "Zoek één directie. 6 uur",
    ),
    ({"preconditions": "Een sleutel."}, "#beginnen", "Wat je eerst nodig hebt Een sleutel."),
    (
        {"core": "Eén gezicht\nEchte sleutels"},
        "#passen",
        "Kern en aanpasbaar Verander dit niet Eén gezicht Echte sleutels",
    ),
    ({"adaptable": "- Uren"}, "#passen", "Pas dit gerust aan Uren"),
    ({"not_suited": "Bij een busschool."}, "#passen", "Waar werkt dit niet? Bij een busschool."),
    (
        {"partners": [("partner", {"name": "CAW", "role": "huisbezoek", "share": "10 %"})]},
        "#samen",
        "CAW: huisbezoek 10 %",
    ),
]


@pytest.mark.parametrize(("values", "selector", "words"), BLOCKS)
def test_a_block_is_there_when_it_is_filled(read, values, selector, words):
    assert words in text(read(PracticePageFactory(**values)), selector)
    assert words not in text(read(PracticePageFactory()), selector)


def test_the_contents_list_the_sections_that_are_there(read):
    soup = read(PracticePageFactory(core="Eén gezicht", adaptable="Uren"))
    entries = [(link["href"], link.get_text()) for link in soup.select(".toc a")]
    assert entries == [
        ("#wat", "Wat ze doen"),
        ("#resultaat", "Resultaat en tegenslag"),
        ("#kost", "Kost en mensen"),
        ("#passen", "Kern en aanpasbaar"),
    ]
    assert all(soup.select_one(anchor) for anchor, _ in entries)


def test_result_and_setback_have_equal_weight(read):
    soup = read(PracticePageFactory(result="Veel.", difficulties="Weinig."))
    halves = soup.select("#resultaat .versus > div")
    assert [" ".join(half.get_text(" ").split()) for half in halves] == [
        "Wat het opleverde Veel.",
        "Wat moeilijk was Weinig.",
    ]
    assert len({half.h3.name for half in halves}) == 1


def test_figures_without_their_story_are_never_shown(read, rf):
    from practices.detail import context  # noqa: PLC0415  the subject of this one test

    draft = PracticePageFactory(draft=True, figures=[("kpi", KPI)], figures_story="")
    shown = context(draft, rf.get("/"))
    assert not shown["figures"]
    assert "cijfers" not in shown["sections"]


def test_cost_per_participant_is_computed(read):
    soup = read(PracticePageFactory(budget_own=46_800, participants=64, budget_period="schooljaar 2025"))
    assert "€ 731,25 per deelnemer, voor 64 deelnemers" in " ".join(soup.select_one("#kost").get_text().split())
    assert text(soup, "#kost caption") == "Wie betaalt, schooljaar 2025"


def test_an_item_from_a_source_says_so_above_the_text(read):
    place = MunicipalityFactory(name="Geel")
    soup = read(
        PracticePageFactory(
            from_source=True,
            municipalities=[place],
            result="",
            result_unknown=True,
            difficulties="",
            difficulties_unknown=True,
            source_note="Het startjaar is afgeleid.",
            other_sources=["https://www.krant.be/stuk"],
            figures=[("kpi", {**KPI, "target": ""})],
            figures_story="Gezinnen, 2025: persbericht van de stad.",
        )
    )
    main = soup.select_one(".detail__main")
    notice = text(main, ".notice")
    assert "Samengevat uit een openbare bron" in notice
    assert "Een openbare bron , mei 2024" in notice
    assert "Niet nagekeken door de gemeente. Het startjaar is afgeleid." in notice
    assert main.select_one(".notice a")["href"] == "https://www.voorbeeld.be/bron"
    assert str(main).index("notice") < str(main).index('id="wat"')
    assert text(soup, "#resultaat").count("Onbekend: de bron zegt hier niets over.") == 2
    assert "Wat de bron erover zegt Gezinnen, 2025: persbericht van de stad." in text(soup, "#cijfers")
    assert "Bron: Een openbare bron Geel" in text(soup, "#contact")
    assert soup.select_one("#contact li a")["href"] == place.get_absolute_url()
    assert "krant.be" in text(soup, ".detail__side .facts")
    assert "overnemen" not in soup.get_text().lower()
    assert not soup.select("a.button")


def test_an_item_of_its_owner_names_the_service_and_never_an_address(read):
    owner = OrganisationFactory(of_municipality=True, name="Stad Genk")
    soup = read(
        PracticePageFactory(
            owner_organisation=owner,
            contact_service="Dienst Samenleven",
            contact_mailbox="samenleven@genk.example",
            wants_to_help=True,
            help_offered="een gesprek van een uur",
        )
    )
    contact = text(soup, "#contact")
    assert contact.startswith("Spreek met wie dit doet Dienst Samenleven Stad Genk")
    assert "Wil collega’s helpen: een gesprek van een uur" in contact
    assert "@" not in soup.get_text()
    assert "genk.example" not in str(soup)
    assert not soup.select(".detail .notice")
    assert soup.select_one("a.button")["href"] == "#contact"


def test_lessons_for_members_are_nowhere(client):
    practice = PracticePageFactory(member_lessons="Alleen onder collega’s: de vakbond.")
    assert "vakbond" not in client.get(practice.get_url()).content.decode()
    assert "vakbond" not in client.get("/praktijken/").content.decode()


def test_the_facts_link_to_the_listing_and_say_what_is_over(read):
    theme = ThemeFactory(code="school", label="School")
    domains = [PolicyDomainFactory(label="Jeugd", sort=1), PolicyDomainFactory(label="Sport", sort=2)]
    old = ActionFactory(code="oud", label="Oude actie", programme=ProgrammeFactory(over=True))
    soup = read(
        PracticePageFactory(themes=[theme], policy_domains=domains, actions=[old], start_year=2022, end_year=2024)
    )
    facts = text(soup, ".detail__side .facts")
    assert "Periode 2022 tot 2024" in facts
    assert "Actie Oude actie (afgelopen)" in facts
    assert "Domeinen Jeugd , Sport (transversaal)" in facts
    assert "Licentie Modellicentie Gratis Hergebruik" in facts
    assert {link["href"] for link in soup.select(".detail__side .facts a")} >= {
        "/praktijken/?thema=school",
        "/praktijken/?actie=oud",
    }


def test_the_place_links_to_its_page_and_many_are_counted(read):
    soup = read(PracticePageFactory(municipalities=[MunicipalityFactory(name="Geel", population=41_000)]))
    assert text(soup, ".place-card") == "Geel 41.000 inwoners, Limburg"
    many = [MunicipalityFactory(brussels=True) for _ in range(19)]
    soup = read(PracticePageFactory(municipalities=many))
    assert text(soup, ".place-card") == "19 gemeenten"
    assert len(soup.select(".place-card .shape")) == 4
    assert len([link for link in soup.select(".detail__side .facts a") if "/gemeenten/" in link["href"]]) == 19


def test_the_ladder_shows_the_rung_and_the_way_to_the_criteria(read):
    submitted = QualityLevelFactory(code="ingediend", value=1, label="Ingediend")
    QualityLevelFactory(code="onderbouwd", value=3, label="Onderbouwd")
    soup = read(PracticePageFactory(quality_level=submitted))
    rungs = [(rung.strong.get_text(), rung.get("class")) for rung in soup.select(".detail__side .ladder li")]
    assert rungs == [("Ingediend", ["now"]), ("Onderbouwd", None)]
    assert soup.select('.detail__side a[href="/kwaliteit/"]')


def test_what_goes_public_starts_on_the_lowest_rung():
    QualityLevelFactory(code="onderbouwd", value=3)
    lowest = QualityLevelFactory(code="ingediend", value=1)
    assert PracticePageFactory(quality_level=None).quality_level == lowest
    assert PracticePageFactory(quality_level=None, draft=True).quality_level is None


def test_what_became_of_it_after_the_subsidy(read):
    status = AfterSubsidyStatusFactory(label="Deels regulier")
    soup = read(PracticePageFactory(after_subsidy_status=status, after_subsidy_on=datetime.date(2026, 9, 1)))
    assert "Deels regulier op 1 september 2026, na de subsidie" in text(soup, "#verankering")


def test_anchoring_with_and_without_all_factors(read):
    factors = [AnchoringFactorFactory(label=f"Factor {number}") for number in range(4)]
    scale = AnchoringScaleFactory(value=3, label="Grotendeels")
    scores = [AnchoringScore(factor=factor, score=scale, sentence="Staat in het plan.") for factor in factors]
    practice = PracticePageFactory()
    practice.anchoring_scores = scores
    practice.save()
    soup = read(practice)
    assert "Factor 3 Grotendeels (3 van 4) Staat in het plan." in text(soup, "#verankering")
    assert "Factor 0 3, Factor 1 3" in soup.select_one("#verankering svg.radar")["aria-label"]
    practice.anchoring_scores = scores[:1]
    practice.save()
    soup = read(practice)
    assert not soup.select("#verankering svg.radar")
    assert text(soup, "#verankering").count("nog niet ingevuld") == 3


def test_material_says_type_and_size(read):
    soup = read(PracticePageFactory(material=[("file", DocumentFactory(title="Afsprakennota", file_size=38_000))]))
    assert "Afsprakennota (txt, 38 kB)" in text(soup, "#materiaal")


def test_support_from_outside(read):
    practice = PracticePageFactory(external_supporter=OrganisationFactory(name="Steunpunt"), handover_plan="In 2027.")
    found = text(read(practice), "#samen")
    assert "Steun van buiten Steunpunt" in found
    assert "Plan om het over te nemen In 2027." in found


def test_linked_data_names_the_owner_or_the_source(read):
    owner = OrganisationFactory(of_municipality=True, name="Stad Genk", ovo="OVO001234")
    soup = read(PracticePageFactory(owner_organisation=owner, title="Een </script><b>titel"))
    script = soup.find("script", type="application/ld+json")
    data = json.loads(script.string)
    assert data["headline"] == "Een </script><b>titel"
    assert data["author"] == {
        "@type": ["GovernmentOrganization", "besluit:Bestuurseenheid"],
        "name": "Stad Genk",
        "identifier": "OVO001234",
    }
    assert script["nonce"]
    data = json.loads(read(PracticePageFactory(from_source=True)).find("script", type="application/ld+json").string)
    assert data["isBasedOn"]["url"] == "https://www.voorbeeld.be/bron"
    assert "author" not in data


def test_an_example_is_labelled(read):
    soup = read(PracticePageFactory(is_example=True))
    assert "Voorbeeld" in text(soup, ".page-head")
    assert "Dit is verzonnen" in text(soup, ".detail__main .notice")


def test_a_preview_shows_the_draft(client, admin_user, rf):
    practice = PracticePageFactory(what="Zoals het was.")
    practice.what = "Zoals het wordt."
    new = ThemeFactory(label="Nieuw thema")
    practice.themes = [new]
    response = practice.make_preview_request(rf.get("/"), "")
    response.render()
    assert "Zoals het wordt." in response.content.decode()
    assert "Nieuw thema" in response.content.decode()
    assert "Zoals het was." in client.get(practice.get_url()).content.decode()


def test_what_changed_is_shown_at_once(read):
    practice = PracticePageFactory(what="Eerst.")
    assert "Eerst." in text(read(practice), "#wat")
    practice.what = "Daarna."
    practice.save_revision().publish()
    assert "Daarna." in text(read(practice), "#wat")
