"""*Bedoelde je*: which question is offered beside the results."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engines import engine
from search.query.meant import did_you_mean, one_away
from search.query.planning import plan
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

MANY = (
    "De gemeente helpt vrijwilligers. De coördinator speelt met de muziekklas. Het maakt uit. Tielt en Gembo. NT2 okan."
)
RARE = "gemeende vrijwilligets coordinatro Gembl Tiele markt muziekklaz okal"


@pytest.fixture(autouse=True)
def entries() -> None:
    MunicipalityFactory(name="Tiele-Winge")
    FormerMunicipalityFactory(name="Gembl", successor=MunicipalityFactory(name="Grootstad"))
    fill(*(document(f"Titel {number}", text=MANY) for number in range(10)), document("Anders", text=RARE))
    engine.rebuild()


@pytest.mark.parametrize(
    ("q", "meant"),
    [
        ("vrijwilligets", "vrijwilligers"),
        ("De Vrijwilligets zoeken!", "De vrijwilligers zoeken!"),
        ("Welke gemeente heeft vrijwilligets?", "Welke gemeente heeft vrijwilligers?"),
        ("coordinatro", "coördinator"),
        ("vrijwilligers", ""),
        ("VRIJWILLIGETS", ""),
        ('"vrijwilligets"', ""),
        ("“vrijwilligets” gemeente", ""),
        ("gemeente -vrijwilligets", ""),
        ("vrijwilligets2", ""),
        ("okal", "okan"),
        ("oka", ""),
        ("Gembl", ""),
        ("tiele", ""),
        ("niemendal", ""),
        ("", ""),
        ("!? \x00 🙂", ""),
    ],
)
@pytest.mark.parametrize("total", [1, 50])
def test_a_rare_word_beside_a_much_more_frequent_one_is_doubted(q: str, meant: str, total: int) -> None:
    assert did_you_mean(plan(q), total) == meant


@pytest.mark.parametrize("q", ["gemeende", "muziekklaz"])
def test_a_good_dutch_word_is_doubted_only_when_there_is_next_to_nothing(q: str) -> None:
    expected = {"gemeende": "gemeente", "muziekklaz": "muziekklas"}[q]

    assert did_you_mean(plan(q), 1) == expected
    assert did_you_mean(plan(q), 50) == ("" if q == "gemeende" else expected)


def test_a_word_that_is_not_so_rare_is_left_alone() -> None:
    text = f"{MANY} vrijwilligets"
    fill(*(document(f"Titel {number}", text=text if number < 3 else MANY) for number in range(40)))
    engine.rebuild()

    assert did_you_mean(plan("vrijwilligets"), 50) == ""
    assert did_you_mean(plan("vrijwilligets"), 2) == "vrijwilligers"


def test_a_corrected_word_is_not_doubted_again() -> None:
    asked = plan("vrijwillegers")

    assert [group.correction for group in asked.groups] == ["vrijwilligers"]
    assert did_you_mean(asked, 0) == ""


def test_two_words_are_asked_for_at_most(django_assert_num_queries: object) -> None:
    asked = plan("taal muziek vrijwilligers school gemeente")

    with django_assert_num_queries(2):  # type: ignore[operator]
        assert did_you_mean(asked, 1) == ""


@pytest.mark.parametrize("other", ["aal", "staal", "taall", "taak", "tala", "ataal"])
def test_words_at_distance_one_are_spelled_out(other: str) -> None:
    assert other in set(one_away("taal"))


def test_words_further_away_are_not() -> None:
    near = set(one_away("taal"))

    assert not near & {"taal", "laat", "talen", "tl", "ta"}


@settings(max_examples=50)
@given(st.text(max_size=200))
def test_no_question_breaks_it(q: str) -> None:
    assert isinstance(did_you_mean(plan(q), 0), str)
