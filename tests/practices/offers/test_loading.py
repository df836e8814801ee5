"""The starter content of offers."""

import json
from pathlib import Path
from typing import Any

import pytest

from portal.loading import DataFault, read_json
from portal.organisations.loading import load_municipalities, load_organisations
from portal.reference.loading import load_programmes, load_vocabularies
from practices.offers.fillings import DOORS, listing_address
from practices.offers.loading import FILE, load_offers, shortened
from practices.offers.models import OfferPage
from tests.factories.accounts import UserFactory
from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.reference import ActionFactory, ThemeFactory

pytestmark = pytest.mark.django_db

ROWS = read_json(FILE)


@pytest.fixture
def one(tmp_path: Path) -> Any:
    """Return a function that loads one row with changes."""
    row = next(row for row in ROWS if row["id"] == "toegankelijkheidsadvies-vlaams-brabant")
    ThemeFactory(code="integrale-toegankelijkheid")
    ActionFactory(code="ps-actieplan-toegankelijkheid")
    OrganisationFactory(code="vlaams-brabant", name="provincie Vlaams-Brabant")
    MunicipalityFactory(nis="23088", name="Vilvoorde")

    def load(**changes: Any) -> Any:
        file = tmp_path / "offers.json"
        file.write_text(json.dumps([{**row, "municipalities": ["23088"], **changes}]), encoding="utf-8")
        return load_offers(file)

    return load


def test_the_file_fits_the_reference_data_and_loads_once(client):
    for load in (load_vocabularies, load_programmes, load_municipalities, load_organisations):
        load()
    assert load_offers().created == 21
    assert load_offers().unchanged == 21
    public = OfferPage.objects.visible_to_public()
    assert public.count() == 21
    assert not public.exclude(status=None).exists()
    assert not public.exclude(origin="bron").exists()
    assert not public.filter(owner_organisation=None).exists()
    assert public.filter(municipalities="23088").exists()
    for _words, query in DOORS:
        assert "Geen aanbod" not in client.get(listing_address(query)).content.decode(), query


def test_a_long_summary_keeps_whole_sentences_and_the_whole_text_below(db):
    for row in ROWS:
        summary = shortened(row["summary"])
        assert len(summary) <= 280
        assert summary == row["summary"] or row["summary"].startswith(summary.rstrip("…"))
        assert summary[-1] in ".!?…"
    assert [row["id"] for row in ROWS if shortened(row["summary"]) != row["summary"]] == [
        "agii-steun-vierde-pijler",
        "agii-steun-integratiebeleid",
        "inter-charter",
        "unizo-azo",
    ]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Kort.", "Kort."),
        ("Een zin. Nog een zin.", "Een zin."),
        ("Een woordenrijke zin zonder einde", "Een woordenrijke…"),
        ("Zoals bv. dit. Nog wat.", "Zoals bv. dit."),
    ],
)
def test_where_a_summary_is_cut(text, kept):
    assert shortened(text, longest=20) == kept


def test_each_field_arrives(one):
    one()
    offer = OfferPage.objects.get()
    assert offer.description == ""
    assert offer.for_whom == "lokale besturen in Vlaams-Brabant"
    assert offer.cost == "gratis, 20 uur per jaar"
    assert offer.is_free is True
    assert offer.how_to_apply.startswith("aanvraagformulier")
    assert [action.code for action in offer.actions.all()] == ["ps-actieplan-toegankelijkheid"]
    assert [place.name for place in offer.municipalities.all()] == ["Vilvoorde"]
    assert offer.owner_organisation.code == "vlaams-brabant"
    assert offer.source_title == "vlaamsbrabant.be"


@pytest.mark.parametrize(
    ("cost", "is_free"),
    [("gratis", True), ("Kosteloos voor besturen", True), (None, None), ("gratisblad", None), ("deels gratis", None)],
)
def test_free_only_where_the_text_says_so(one, cost, is_free):
    one(cost=cost)
    assert OfferPage.objects.get().is_free is is_free


def test_what_somebody_edited_survives(one):
    one()
    page = OfferPage.objects.get()
    page.title = "Door een mens"
    page.save_revision(user=UserFactory()).publish()
    assert one(title="Uit het bestand").kept
    assert OfferPage.objects.get().title == "Door een mens"


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"organisation": "Niemand"}, "organisation"),
        ({"themes": ["onbestaand"]}, "themes"),
        ({"actions": ["onbestaand"]}, "actions"),
        ({"municipalities": ["00000"]}, "municipalities"),
        ({"status": "onbestaand"}, "status"),
        ({"cost": "x" * 301}, "cost"),
        ({"source_url": "geen adres"}, "source_url"),
    ],
)
def test_a_fault_names_row_and_column_and_loads_nothing(one, changes, column):
    with pytest.raises(DataFault) as fault:
        one(**changes)
    assert (fault.value.row, fault.value.column) == (1, column)
    assert not OfferPage.objects.exists()
