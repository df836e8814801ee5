"""A practice on a card."""

import pytest

from practices.cards import card
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import PracticeStatusFactory

pytestmark = pytest.mark.django_db


def test_measures_are_said_in_words_with_pips():
    made = card(PracticePageFactory(evidence_strength="redelijk"))
    assert [(measure.label, measure.text, measure.pips) for measure in made.measures] == [
        ("Kost", "€ 4.000 per jaar", 1),
        ("Bewijs", "Redelijk", 2),
        ("Inspanning", "0,3 VTE brugfiguur", 2),
    ]


def test_what_is_unknown_has_no_pips():
    practice = PracticePageFactory(
        cost="", cost_amount=None, cost_unknown=True, fte="", fte_amount=None, fte_unknown=True
    )
    assert {(measure.text, measure.pips) for measure in card(practice).measures} == {("onbekend", None)}


@pytest.mark.parametrize(
    ("amount", "expected", "pips"), [(60_000, "€\N{NO-BREAK SPACE}50.000 of meer", 3), (None, "onbekend", None)]
)
def test_a_long_answer_gives_way_to_its_class(amount, expected, pips):
    cost = card(
        PracticePageFactory(cost="een heel verhaal over wie wat betaalt en waarom", cost_amount=amount)
    ).measures[0]
    assert (cost.text, cost.pips) == (expected, pips)


@pytest.mark.parametrize(
    ("number", "expected", "drawn"),
    [
        (0, "Eigenaar", 0),
        (1, "Plaats 1", 1),
        (3, "Plaats 1, Plaats 2 en Plaats 3", 3),
        (4, "4 gemeenten", 4),
        (6, "6 gemeenten", 4),
    ],
)
def test_places(number, expected, drawn):
    places = [MunicipalityFactory(name=f"Plaats {n}") for n in range(1, number + 1)]
    made = card(PracticePageFactory(municipalities=places, owner_organisation=OrganisationFactory(name="Eigenaar")))
    assert made.place == expected
    assert len(made.silhouettes) == drawn


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"start_year": 2022, "end_year": 2024}, "2022 tot 2024"),
        ({"start_year": 2022, "end_year": 2022}, "2022"),
        ({"start_year": 2022}, "Sinds 2022"),
        ({"end_year": 2022}, "Tot 2022"),
        ({}, None),
    ],
)
def test_period(values, expected):
    made = card(PracticePageFactory(**values))
    assert made.foot == ("15.000 inwoners", *([expected] if expected else []))
    assert card(PracticePageFactory(**values), with_facts=False).foot == ()


def test_a_source_does_not_say_that_it_still_runs():
    status = PracticeStatusFactory(code="lopend-bij-bron")
    assert "Begonnen in 2022" in card(PracticePageFactory(start_year=2022, status=status)).foot
