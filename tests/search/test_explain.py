"""Why a result stands where it stands: the numbers add up to the score, and the words say the same."""

import datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from search.engines import engine
from search.engines.protocol import Request
from search.explain import explain
from search.lexicon import Lexicon
from search.query.planning import plan
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def entries() -> None:
    now = timezone.now()
    fill(
        document("Taal oefenen", summary="Praatcafé in de bibliotheek.", text="Elke week.", quality=3, uptake=2),
        document("Taaloefenkansen", text="Wie oefent er taal? " * 5, quality=1),
        ("evenement", document("Oefenen in de bib", starts=now + DAY, ends=now + DAY)),
        ("evenement", document("Oefenen was het", starts=now - 2 * DAY, ends=now - DAY)),
        document("Zwembad", text="Zwemmen en plan voor samen leven."),
        document("Plan Samenleven"),
    )
    Lexicon().refresh()


@pytest.mark.parametrize(
    "q",
    [
        "oefenen",
        "taal oefenen",
        "taal oefenen zwembad",
        "taaloefenkans",
        "taaal",
        "oefe",
        '"plan samenleven"',
        "oefenen -bib",
        "plan samen",
        "de taal van het zwembad",
    ],
)
def test_the_numbers_add_up_to_the_score_of_the_engine(entries: None, q: str) -> None:
    hits = engine.search(Request(plan(q))).hits
    assert hits

    results = explain(q).results

    assert [result.title for result in results] == [hit.card.title for hit in hits]
    assert [result.rank for result in results] == list(range(1, len(hits) + 1))
    assert [result.score for result in results] == pytest.approx([hit.score for hit in hits], rel=1e-4)
    for result in results:
        product = sum(line.contribution for line in result.lines)
        for _name, factor in result.factors:
            product *= factor
        assert product == pytest.approx(result.score)


def test_words_say_what_is_looked_for(entries: None) -> None:
    words = {word.word: word for word in explain("de taaal oefenen -zwembad").words}

    assert words["de"].note == "zo gewoon dat het niets zegt: niet gezocht"
    assert words["taaal"].note == "komt nergens voor; gezocht op: taal"
    assert {"oefenen", "oefen (stam)", "oefen (deel van een samenstelling)"} <= set(words["oefenen"].forms)
    assert words["-zwembad"].note == "mag niet voorkomen"


def test_lines_say_where_a_word_stands_and_factors_what_multiplies(entries: None) -> None:
    first = explain("taal").results[0]

    assert first.title == "Taal oefenen"
    assert {line.field_name for line in first.lines} == {"titel"}
    assert dict(first.factors) == pytest.approx({"Kwaliteit": 1.02, "Anderen doen dit ook": 1.04})
    assert first.sentence == (
        "Staat op plaats 1. Gevonden: “taal” in titel. Telt mee: kwaliteit × 1,02, anderen doen dit ook × 1,04."
    )


def test_what_is_called_so_says_why_it_is_first(entries: None) -> None:
    assert "Heet precies zo" in explain("zwembad").results[0].sentence


@pytest.mark.parametrize(
    ("q", "item", "words"),
    [
        ("taal oefenen", ("praktijk", "5"), "Ontbreekt: “taal”, “oefenen”."),
        ("taal moestuin", ("praktijk", "1"), "Ontbreekt: “moestuin”."),
        ("oefenen", ("evenement", "4"), "Staat niet bij de resultaten. Is voorbij."),
        ("oefenen -week", ("praktijk", "1"), "Heeft een woord dat niet mag voorkomen."),
    ],
)
def test_of_one_item_is_said_which_words_it_lacks_or_what_keeps_it_out(
    entries: None, q: str, item: tuple[str, str], words: str
) -> None:
    (result,) = explain(q, item=item).results

    assert words in result.sentence


def test_what_is_not_public_is_not_explained(entries: None) -> None:
    assert explain("taal", item=("praktijk", "999")).results == ()


@pytest.mark.parametrize("q", ["", "   ", "-", "'", "& | ! <-> :*", "\x00", "de het een", "x" * 20_000, "🙂", "-taal"])
def test_any_text_is_explained(entries: None, q: str) -> None:
    explain(q)
    explain(q, item=("praktijk", "1"))


def test_the_command_prints_words_lines_and_score(entries: None) -> None:
    out = StringIO()

    call_command("explain_search", "taal oefenen", "--item", "praktijk:1", stdout=out)

    said = out.getvalue()
    assert "taal: taal, " in said
    assert "1. Taal oefenen (Praktijken) /praatcafe/" in said
    assert "×  1.0200  Kwaliteit" in said
    assert f"= {explain('taal oefenen').results[0].score:7.4f}" in said


def test_the_command_says_what_it_needs(entries: None) -> None:
    with pytest.raises(CommandError, match="kind:key"):
        call_command("explain_search", "taal", "--item", "praktijk")
    out = StringIO()
    call_command("explain_search", "taal", "--item", "praktijk:999", stdout=out)
    assert "niet openbaar" in out.getvalue()
