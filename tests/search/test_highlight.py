"""What is marked in title and text: the words that were found in any of their forms, and nothing else."""

import re
from html import unescape

import pytest

from search.editors.synonyms import SynonymRule
from search.engines import engine
from search.highlight import highlighter
from search.query.planning import plan
from tests.factories.search import document, fill

pytestmark = pytest.mark.django_db

RULES = (SynonymRule("ocmw", ("sociaal huis",)), SynonymRule("bib", ("bibliotheek",)))


def marked(q: str, text: str) -> str:
    """Return a text as it stands in a title, its marks as [ ]."""
    shown = highlighter(plan(q, rules=RULES)).highlighted(text, "", "")
    return unescape(str(shown.title)).replace("<mark>", "[").replace("</mark>", "]")


def excerpts(q: str, text: str, summary: str = "") -> list[str]:
    return [str(part) for part in highlighter(plan(q, rules=RULES)).highlighted("Titel", summary, text).excerpts]


@pytest.mark.parametrize(
    ("q", "text", "shown"),
    [
        # as it is written
        ("buurt", "Een buurt leeft", "Een [buurt] leeft"),
        ("BUURT", "Buurt en school", "[Buurt] en school"),
        ("cafe", "Een café voor buren", "Een [café] voor buren"),
        ("olifant", "Een buurt leeft", "Een buurt leeft"),
        # another form of it
        ("scholen", "De school opent", "De [school] opent"),
        ("brugfiguur", "Twee brugfiguren", "Twee [brugfiguren]"),
        # a part of a compound, and a compound in its parts
        ("taal", "Veel taaloefenkansen hier", "Veel [taaloefenkansen] hier"),
        ("buurthuis", "Een huis in de buurt", "Een [huis] in de [buurt]"),
        # with a hyphen, or a stroke between
        ("niklaas", "Uit Sint-Niklaas", "Uit [Sint-Niklaas]"),
        ("diversiteit", "Rond gender/diversiteit", "Rond gender/[diversiteit]"),
        # a synonym: one word, or several in their order
        ("bib", "In de bibliotheek", "In de [bibliotheek]"),
        ("ocmw", "Het sociaal huis helpt", "Het [sociaal] [huis] helpt"),
        # an abbreviation: with or without dots, and no form of another word
        ("ocmw", "Het O.C.M.W. helpt", "Het [O.C.M.W]. helpt"),
        ("LOP", "Wij lopen naar het LOP", "Wij lopen naar het [LOP]"),
        # a phrase: its words in order, and only so
        ('"buurt werk"', "sterk buurt werk", "sterk [buurt] [werk]"),
        ('"buurt werk"', "werk in de buurt", "werk in de buurt"),
        ('"buurt werk"', "buurten werken", "buurten werken"),
        # what is not wanted is not marked; neither is a stop word
        ("buurt -school", "De buurt", "De [buurt]"),
        ("de buurt", "de buurt", "de [buurt]"),
        ("met voor", "Met en voor elkaar", "[Met] en [voor] elkaar"),
    ],
)
def test_what_is_marked(q: str, text: str, shown: str) -> None:
    assert marked(q, text) == shown


def test_a_word_that_nothing_has_marks_what_begins_so() -> None:
    fill(document("Vrijwilligerswerk"))
    engine.rebuild()

    assert marked("vrijwil", "Veel vrijwilligers") == "Veel [vrijwilligers]"


def test_two_excerpts_at_most_the_telling_words_first() -> None:
    fill(*(document(f"Buurt {number}") for number in range(20)), document("Moestuin"))
    engine.rebuild()
    filling = "Hier staat een lange zin over iets anders. " * 12
    text = f"De buurt. {filling} Nog eens de buurt. {filling} De moestuin bloeit. {filling} Weer die buurt."

    found = excerpts("buurt moestuin", text)

    assert len(found) == 2
    assert "<mark>buurt</mark>" in found[0]
    assert "<mark>moestuin</mark>" in found[1]
    assert all(len(part.split()) < 40 for part in found)


def test_an_excerpt_says_where_the_text_goes_on() -> None:
    (found,) = excerpts("moestuin", "woord " * 50 + "moestuin " + "woord " * 50)

    assert found.startswith("…\xa0")
    assert found.endswith("\xa0…")
    assert excerpts("moestuin", "De moestuin.") == ["De <mark>moestuin</mark>."]


def test_the_summary_is_quoted_before_the_text() -> None:
    assert excerpts("moestuin", "Tekst zonder.", summary="Een moestuin.")[0].startswith("Een <mark>moestuin</mark>.")


def test_what_stands_in_a_text_is_no_markup() -> None:
    source = "<script> taal & 'taal' </mark><mark>"

    shown = highlighter(plan("taal")).highlighted(source, "", source)

    for part in (shown.title, *shown.excerpts):
        assert re.findall(r"<[^>]*>", str(part)) == ["<mark>", "</mark>"] * 2
    assert unescape(re.sub("</?mark>", "", str(shown.title))) == source
