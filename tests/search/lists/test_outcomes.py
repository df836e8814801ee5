"""How searches ended, as editors get to see it."""

from typing import Any

import pytest
from django.test import Client

from search.editors.log import SearchLog
from search.engines import engine
from tests.factories.pages import PracticePageFactory
from tests.factories.search import document, fill
from tests.search.lists.page.reading import soup, words

pytestmark = pytest.mark.django_db


def test_a_search_is_counted_with_how_it_ended(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    fill(document("Moestuin"))
    with django_capture_on_commit_callbacks(execute=True):
        for q in ("moestuin", "olifant", "moestuin+olifant", "moestuin&soort=praktijk"):
            client.get(f"/zoeken/?q={q}", headers={"user-agent": "Mozilla/5.0 Firefox/140.0"})

    assert set(SearchLog.objects.values_list("query", "outcome", "count")) == {
        ("moestuin", "found", 1),
        ("olifant", "empty", 1),
        ("moestuin olifant", "loosest", 1),
    }


def test_a_question_that_was_perhaps_meant_is_offered_and_counted_when_taken(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    fill(document("Moestuim"), *(document(f"Moestuin {number}") for number in range(30)))
    engine.rebuild()

    page = soup(client, "?q=moestuim")
    (offer,) = page.select("p.meant")

    assert words(offer) == "Bedoelde je moestuin ?"
    address = str(offer.a["href"])  # type: ignore[index]
    assert address == "/zoeken/?q=moestuin&getypt=moestuim"
    with django_capture_on_commit_callbacks(execute=True):
        followed = soup(client, address.removeprefix("/zoeken/"))
    assert set(SearchLog.objects.values_list("query", "outcome")) == {("moestuim", "corrected")}
    assert words(followed.h1) == "30 resultaten voor moestuin"
    assert not [link for link in followed.select("[href*=getypt], [value=moestuim]") if link.name != "link"]


def test_a_listing_counts_its_searches_too_and_no_person(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    PracticePageFactory(title="Moestuin")
    with django_capture_on_commit_callbacks(execute=True):
        for query in (
            "q=moestuin",
            "q=moestuin&thema=bestaat-niet&pagina=1",
            "q=moestuin&weergave=csv",
            "q=moestuin&weergave=atom",
            "q=moestuin&getypt=jan@voorbeeld.example",
            "q=0470+12+34+56",
            "",
        ):
            client.get(f"/praktijken/?{query}", headers={"user-agent": "Mozilla/5.0 Firefox/140.0"})

    assert set(SearchLog.objects.values_list("query", "outcome", "count")) == {("moestuin", "found", 2)}
