"""What a page offers that would otherwise end there."""

import pytest
from django.test import Client

from search.engines.protocol import Results
from search.lists.nearby import _total
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.search import document, fill
from tests.search.lists.page.reading import soup, words

pytestmark = pytest.mark.django_db


def test_what_would_find_something_is_offered_with_its_number(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    ThemeFactory(code="werk", label="Werk")
    fill(
        ("praktijk", document("Moestuin", facets={"thema": ("werk",)})),
        ("praktijk", document("Moestuin en bos", facets={"thema": ("werk",)})),
        ("richtlijn", document("Moestuinen", facets={"thema": ("taal",)})),
    )

    page = soup(client, "?q=moestuin&soort=praktijk&thema=taal")

    near = {words(link): link["href"] for link in page.select(".link-rows a")}
    assert near == {
        "Zonder “Praktijken” 1": "/zoeken/?q=moestuin&thema=taal",
        "Zonder “Taal” 2": "/zoeken/?q=moestuin&soort=praktijk",
        "Zonder je filters 3": "/zoeken/?q=moestuin",
    }
    for address, number in ((address, text.split()[-1]) for text, address in near.items()):
        assert words(soup(client, str(address).removeprefix("/zoeken/")).h1).startswith(f"{number} ")


def test_quotes_and_exclusions_that_leave_nothing_can_be_lifted(client: Client) -> None:
    fill(document("Moestuin in de wijk"))

    page = soup(client, '?q="wijk moestuin" -bos')

    (link,) = page.select(".link-rows a")
    assert words(link) == "Zonder aanhalingstekens en mintekens: wijk moestuin 1"
    found = soup(client, str(link["href"]).removeprefix("/zoeken/"))
    assert [words(title) for title in found.select(".result h2")] == ["Moestuin in de wijk"]


def test_a_listing_that_filters_emptied_offers_the_way_back(client: Client) -> None:
    ThemeFactory(code="taal", label="Taal")
    PracticePageFactory(title="Moestuin", themes=[ThemeFactory(code="werk", label="Werk")])

    page = soup(client, "?thema=taal", "/praktijken/")

    assert [(words(a), a["href"]) for a in page.select(".link-rows a")] == [("Zonder je filter 1", "/praktijken/")]


@pytest.mark.parametrize(("number", "is_estimate", "total"), [(7, True, 7), (25_000, True, 0), (25_000, False, 25_000)])
def test_a_number_that_is_estimated_is_not_given(number: int, is_estimate: bool, total: int) -> None:
    """Beside exact ones: each filter aside is counted by its own number."""
    aside = {"soort:praktijk": number - 2, "soort:aanbod": 2, "thema:taal": number}

    assert _total(Results(hits=(), counts_without={"thema": aside}, is_estimate=is_estimate), "thema") == total
