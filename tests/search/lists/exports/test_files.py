"""The results of a list as a file."""

import csv
import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.timezone import localdate

from portal.reference.models import Theme
from search.lists.exports import files
from search.lists.exports.items import BATCH
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import EventPageFactory, PracticePageFactory
from tests.factories.reference import QualityLevelFactory, ThemeFactory
from tests.factories.search import document, fill
from tests.search.slowness import let_search_take_too_long

pytestmark = pytest.mark.django_db


def rows(client: Client, address: str) -> list[dict[str, str]]:
    """The rows of the file at an address, by their headings."""
    answer: Any = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


@pytest.fixture
def taal() -> Theme:
    return ThemeFactory(code="taal", label="Taal")


def test_a_file_holds_all_results_in_their_order_in_words(client: Client, taal: Theme, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://samenwijs.example"
    genk, menen = MunicipalityFactory(name="Genk"), MunicipalityFactory(name="Menen")
    QualityLevelFactory(code="onderbouwd", label="Onderbouwd")
    fill(
        document(
            "Moestuin",
            url="/praktijken/moestuin/",
            summary="Samen tuinieren.",
            facets={
                "thema": ("taal",),
                "gemeente": (genk.nis, menen.nis),
                "kwaliteit": ("onderbouwd",),
                "kost": ("onbekend",),
            },
            published=datetime.date(2026, 5, 1),
            starts=timezone.make_aware(datetime.datetime(2099, 2, 11, 9, 15)),
        ),
        ("richtlijn", document("Elders", text="moestuin", is_example=True)),
        document("Zwembad"),
    )

    first, second = rows(client, "/zoeken/?q=moestuin&weergave=csv")

    assert first["Titel"] == "Moestuin"
    assert first["Soort"] == "Pagina"
    assert first["Adres"] == "https://samenwijs.example/praktijken/moestuin/"
    assert first["Samenvatting"] == "Samen tuinieren."
    assert first["Thema"] == "Taal"
    assert first["Gemeente"] == "Genk | Menen"
    assert first["Kwaliteit"] == "Onderbouwd"
    assert first["Kost"] == "Onbekend"
    assert (first["Gepubliceerd"], first["Begint"]) == ("2026-05-01", "2099-02-11 09:15")
    assert (first["Voorbeeld"], second["Voorbeeld"]) == ("", "ja")
    assert second["Titel"] == "Elders"


def test_a_file_has_the_filters_and_switches_of_its_list_and_more_than_its_page(client: Client, taal: Theme) -> None:
    fill(
        *(document(f"Moestuin {number}", facets={"thema": ("taal",)}) for number in range(12)),
        document("Moestuin elders"),
        document("Moestuin van weleer", facets={"thema": ("taal",)}, is_archived=True),
    )

    assert len(rows(client, "/zoeken/?q=moestuin&thema=taal&pagina=2&weergave=csv")) == 12
    assert len(rows(client, "/zoeken/?thema=taal&archief=1&weergave=csv")) == 13


def test_every_listing_has_one_of_its_own_kind(client: Client) -> None:
    PracticePageFactory(title="Praatcafé")
    EventPageFactory(title="Praatdag")
    EventPageFactory(title="Praatdag van toen", past=True)

    assert [row["Titel"] for row in rows(client, "/praktijken/?weergave=csv")] == ["Praatcafé"]
    assert [row["Titel"] for row in rows(client, "/evenementen/?weergave=csv")] == ["Praatdag"]
    assert [row["Titel"] for row in rows(client, "/evenementen/?voorbij=1&weergave=csv")] == ["Praatdag van toen"]
    assert rows(client, "/richtlijnen/?weergave=csv") == rows(client, "/aanbod/?weergave=csv") == []


def test_its_name_says_what_and_when(client: Client) -> None:
    PracticePageFactory()

    answer = client.get("/praktijken/?weergave=csv")

    name = f"samenwijs-praktijken-{localdate().isoformat()}.csv"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Robots-Tag"] == "noindex"


def test_no_title_becomes_a_formula_or_breaks_a_row(client: Client) -> None:
    fill(document('=cmd|"/c calc"!A1', summary='-2+3"; "=1\n=2', text="moestuin"))

    (row,) = rows(client, "/zoeken/?q=moestuin&weergave=csv")

    assert row["Titel"] == '\'=cmd|"/c calc"!A1'
    assert row["Samenvatting"] == '\'-2+3"; "=1 =2'


def test_a_long_file_is_sent_in_batches_and_ends_somewhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", BATCH + 20)
    fill(*(document(f"Moestuin {number}") for number in range(BATCH + 40)))
    rows(client, "/zoeken/?q=moestuin&weergave=csv")  # what a process reads once

    with CaptureQueriesContext(connection) as captured:
        found = rows(client, "/zoeken/?q=moestuin&weergave=csv")

    assert len(found) == len({row["Titel"] for row in found}) == BATCH + 20
    assert sum('FROM "search_entry"' in query["sql"] for query in captured) == 2


@pytest.mark.postgresql
def test_without_time_there_is_no_half_file(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    let_search_take_too_long(monkeypatch)
    fill(*(document(f"Moestuin {number}") for number in range(3)))

    answer: Any = client.get("/zoeken/?q=moestuin&weergave=csv")

    assert (answer.status_code, answer["Location"]) == (302, "/zoeken/?q=moestuin")
