"""What the pages of practices may cost, however many there are."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.organisations.maps import flanders_map
from practices.models import PracticePage
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory
from tests.factories.reference import ThemeFactory

pytestmark = pytest.mark.django_db

LISTING, DETAIL = 15, 12
KILOBYTES, KILOBYTES_OF_MAP = 70_000, 120_000


def make(number: int) -> None:
    theme, places = ThemeFactory(code="school"), [MunicipalityFactory() for _ in range(3)]
    for _ in range(number):
        PracticePageFactory(themes=[theme], municipalities=places)


def queries(client: Client, address: str, *, warm: bool) -> int:
    """Return the queries of a visit; a first visit fills what is kept."""
    if warm:
        client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("query", ["", "?thema=school", "?thema=school&kost=laag&sorteer=titel", "?weergave=kaart"])
@pytest.mark.parametrize("warm", [True, False])
def test_a_listing_asks_as_much_at_ten_as_at_sixty(client, query, warm):
    make(10)
    client.get("/over/")  # what a process reads once, and the outlines of its maps
    flanders_map({}, label="", one="", none="")
    at_ten = queries(client, f"/praktijken/{query}", warm=warm)
    make(50)
    assert queries(client, f"/praktijken/{query}", warm=warm) == at_ten
    assert not warm or at_ten <= LISTING


@pytest.mark.parametrize("warm", [True, False])
def test_a_practice_asks_as_much_among_sixty_as_among_ten(client, warm):
    make(10)
    client.get("/over/")
    address = PracticePage.objects.first().get_url()
    at_ten = queries(client, address, warm=warm)
    make(50)
    assert queries(client, address, warm=warm) == at_ten
    assert not warm or at_ten <= DETAIL


def test_pages_stay_small(client: Client, settings: Any):
    words = "meervoudigepersoonlijkheidsstoornisbegeleiding " * 6
    make(40)
    practice = PracticePageFactory(summary=words[:280], what=words * 5, result=words[:800], difficulties=words[:800])
    assert len(client.get("/praktijken/").content) < KILOBYTES
    assert len(client.get("/praktijken/?weergave=kaart").content) < KILOBYTES_OF_MAP
    assert len(client.get(practice.get_url()).content) < KILOBYTES
