"""What the page /zoeken/ says where words were taken otherwise, or nothing was found."""

import pytest
from django.test import Client

from search.editors.synonyms import Synonym
from search.engines import engine
from tests.factories.pages import EventPageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill
from tests.search.lists.page.reading import soup, titles, words
from tests.search.slowness import let_search_take_too_long

pytestmark = pytest.mark.django_db


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


def test_what_only_the_archive_answers_is_offered(client: Client) -> None:
    fill(document("Moestuin", is_archived=True))

    links = {words(link): link["href"] for link in soup(client, "?q=moestuin").select("#resultaten a.more")}

    assert links["Toon ook 1 uit het archief"] == "/zoeken/?q=moestuin&archief=1"
