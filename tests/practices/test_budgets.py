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
QUERIES = ["", "?thema=school", "?thema=school&kost=laag&sorteer=titel", "?weergave=kaart"]
KILOBYTES, KILOBYTES_OF_MAP = 70_000, 120_000


def make(number: int) -> None:
    theme, places = ThemeFactory(code="school"), [MunicipalityFactory() for _ in range(3)]
    for _ in range(number):
        PracticePageFactory(themes=[theme], municipalities=places)


def queries(client: Client, address: str, *, warm: bool) -> int:
    """Return the queries of a visit: a second one, or the first since something changed (a first one fills caches)."""
    if warm:
        client.get(address)
    else:
        make(1)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


@pytest.mark.parametrize("warm", [True, False])
def test_pages_ask_as_much_among_sixty_as_among_ten(client, warm):
    make(11)
    client.get("/over/")  # what a process reads once, and the outlines of its maps
    flanders_map({}, label="", one="", none="")
    practice = PracticePage.objects.first().get_url()
    budgets = dict.fromkeys([f"/praktijken/{query}" for query in QUERIES], LISTING) | {practice: DETAIL}

    few = {address: queries(client, address, warm=warm) for address in budgets}
    make(50)

    assert {address: queries(client, address, warm=warm) for address in budgets} == few
    if warm:
        assert [address for address, number in few.items() if number > budgets[address]] == []


def test_pages_stay_small(client: Client, settings: Any):
    words = "meervoudigepersoonlijkheidsstoornisbegeleiding " * 6
    make(40)
    practice = PracticePageFactory(summary=words[:280], what=words * 5, result=words[:800], difficulties=words[:800])
    assert len(client.get("/praktijken/").content) < KILOBYTES
    assert len(client.get("/praktijken/?weergave=kaart").content) < KILOBYTES_OF_MAP
    assert len(client.get(practice.get_url()).content) < KILOBYTES
