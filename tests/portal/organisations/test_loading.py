"""Loading municipalities, outlines and organisations: complete, repeatable, careful with what people edited."""

import csv
import datetime
import json
import shutil
from pathlib import Path

import pytest

from portal.loading import DataFault
from portal.organisations.loading import (
    DATA,
    MUNICIPALITY_COLUMNS,
    STARTER,
    load_municipalities,
    load_organisations,
    load_outlines,
    organisations_by_name,
)
from portal.organisations.models import FormerMunicipality, Municipality, MunicipalityOutline, Organisation
from portal.reference.loading import load_vocabularies

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def vocabularies(db):
    load_vocabularies()


@pytest.fixture
def data(tmp_path):
    """A copy of the data files, to change."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def starter(tmp_path):
    """A copy of the starter files, to change."""
    return Path(shutil.copytree(STARTER, tmp_path / "starter"))


def change_row(file, number, **values):
    """Change the row that an editor shows as `number` (the header is 1)."""
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    rows[number - 2].update(values)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def everything():
    models = (Municipality, FormerMunicipality, MunicipalityOutline, Organisation)
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in models}


def test_the_municipalities_of_2025_are_loaded():
    municipalities, organisations = load_municipalities()
    assert (municipalities.created, organisations.created) == (304, 304)
    assert Municipality.objects.flemish().count() == 285
    aarschot = Municipality.objects.select_related("province", "region", "size_class").get(name="Aarschot")
    assert (aarschot.province.label, aarschot.region.label) == ("Vlaams-Brabant", "Oost-Brabant")
    assert aarschot.size_class.min_population <= aarschot.population <= aarschot.size_class.max_population
    assert Municipality.objects.get(name="Anderlecht").is_in_brussels


def test_a_merged_municipality_knows_what_it_was():
    load_municipalities()
    place = Municipality.objects.get(slug="tongeren-borgloon")
    assert [row.name for row in place.predecessors.all()] == ["Borgloon", "Tongeren"]
    assert {row.ended_on for row in place.predecessors.all()} == {datetime.date(2025, 1, 1)}
    assert place.valid_from == datetime.date(2025, 1, 1)
    assert Municipality.objects.get(slug="kruisem").valid_from == datetime.date(2019, 1, 1)


def test_a_municipality_that_took_another_over_is_older_than_the_merger():
    load_municipalities()
    antwerp = Municipality.objects.get(nis="11002")
    assert [row.name for row in antwerp.predecessors.all()] == ["Borsbeek"]
    assert antwerp.valid_from is None


def test_each_municipality_has_an_organisation_with_its_codes():
    load_municipalities()
    ghent = Organisation.objects.select_related("kind").get(code="gemeente-gent")
    assert ghent.municipality == Municipality.objects.get(name="Gent")
    assert (ghent.kind.code, ghent.kbo, ghent.website) == ("gemeente", "0207451227", "https://stad.gent")
    assert ghent.get_absolute_url() == "/gemeenten/gent/"


def test_outlines_are_drawn():
    load_municipalities()
    load_outlines()
    assert MunicipalityOutline.objects.count() == 304
    place = Municipality.objects.get(slug="tongeren-borgloon")
    assert place.silhouette.startswith("M")
    assert len(place.silhouette_box.split()) == 4


def test_organisations_are_loaded_and_local_ones_merged():
    load_municipalities()
    report = load_organisations()
    assert (report.created, report.updated) == (92, 0)
    assert not Organisation.objects.filter(code__startswith="ocmw").exists()
    names = organisations_by_name()
    assert names["OCMW Aalst"] == names["Aalst"] == Organisation.objects.get(code="gemeente-aalst")
    assert names["Demos"].website == "https://demos.be"
    assert len(names) == 187


def test_loading_twice_changes_nothing():
    for load in (load_municipalities, load_outlines, load_organisations):
        load()
    before = everything()
    again = [*load_municipalities(), load_outlines(), load_organisations()]
    assert everything() == before
    assert all((report.created, report.updated, report.kept) == (0, 0, []) for report in again)


def test_loading_again_takes_few_queries(django_assert_max_num_queries):
    for load in (load_municipalities, load_outlines, load_organisations):
        load()
    with django_assert_max_num_queries(12):
        for load in (load_municipalities, load_outlines, load_organisations):
            load()


def test_edits_survive(data, starter):
    load_municipalities()
    load_organisations()
    Organisation.objects.filter(code="demos").update(website="https://publiq.be")
    Municipality.objects.filter(nis="11001").update(population=15_000)
    Municipality.objects.get(slug="tongeren-borgloon").predecessors.filter(name="Borgloon").update(name="Loon")
    change_row(data / "municipalities.csv", 2, population_2020="14999")
    rows = json.loads((starter / "organisations.json").read_text(encoding="utf-8"))
    for row in rows:
        row["note"] = "Nieuwe opmerking"
    (starter / "organisations.json").write_text(json.dumps(rows), encoding="utf-8")
    municipalities, _ = load_municipalities(data)
    organisations = load_organisations(starter)
    assert Municipality.objects.get(nis="11001").population == 15_000
    assert FormerMunicipality.objects.filter(name="Loon").exists()
    assert Organisation.objects.get(code="demos").website == "https://publiq.be"
    assert (municipalities.kept, organisations.kept) == (["11001"], ["demos"])
    assert organisations.updated == 91


def test_a_changed_outline_is_drawn_anew(data):
    load_municipalities()
    load_outlines()
    file = data / "municipalities.geojson"
    file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load_outlines(data).updated == 304


FAULTS = {
    "unknown province": ({"province": "Luik"}, "row 5, province: 'Luik' is not a known code"),
    "unknown region": ({"reference_region": "Haspengouw"}, "row 5, reference_region: 'Haspengouw' is not a known code"),
    "wrong NIS": ({"nis": "1100"}, "row 5, nis: Een NIS-code heeft vijf cijfers."),
    "duplicate NIS": ({"nis": "11001"}, "row 5, nis: '11001' stands in row 2 too"),
    "duplicate KBO": ({"kbo": "0207508932"}, "row 5, kbo: '0207508932' stands in row 2 too"),
    "wrong KBO": ({"kbo": "12"}, "row 5, kbo: Een KBO-nummer heeft tien cijfers."),
    "postcode in letters": ({"postcodes": "285O"}, "row 5, postcodes: '285O' is not a postcode of four digits"),
    "postcode of another": ({"postcodes": "2630"}, "row 5, postcodes: '2630' stands in row 2 too"),
    "population in words": ({"population_2020": "veel"}, "row 5, population_2020: 'veel' is not a whole number"),
    "former without a code": (
        {"former": "Borgloon", "merged_on": "2025-01-01"},
        "municipalities.csv#former, row 5, nis: ",
    ),
    "merger without a day": ({"former": "99999 Elders", "merged_on": "2025"}, "row 5, merged_on: '2025' is not a day"),
    "no name": ({"name": ""}, "row 5, name: "),
}


@pytest.mark.parametrize(("values", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_names_file_row_column_and_rule(data, values, message):
    change_row(data / "municipalities.csv", 5, **values)
    with pytest.raises(DataFault) as fault:
        load_municipalities(data)
    assert message in str(fault.value)
    assert str(fault.value).startswith("municipalities.csv")
    assert not Municipality.objects.exists()


@pytest.mark.parametrize("column", MUNICIPALITY_COLUMNS)
def test_a_missing_column_is_named(data, column):
    file = data / "municipalities.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(column, "iets_anders", 1), encoding="utf-8")
    with pytest.raises(DataFault) as fault:
        load_municipalities(data)
    assert str(fault.value).startswith("municipalities.csv, row 1, ")
    assert str(fault.value).endswith("the column is missing")


def test_another_encoding_is_named(data):
    text = (data / "municipalities.csv").read_text(encoding="utf-8").replace("Aartselaar", "Aartselår")
    (data / "municipalities.csv").write_bytes(text.encode("latin-1"))
    with pytest.raises(DataFault, match=r"municipalities\.csv, row -: the file is not UTF-8"):
        load_municipalities(data)


def test_a_row_with_too_many_cells_is_named(data):
    file = data / "municipalities.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[9] += ",meer"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(DataFault, match=r"municipalities\.csv, row 10: the row has another number of cells"):
        load_municipalities(data)


OUTLINE_FAULTS = {
    "unknown NIS": (lambda f: f[3]["properties"].update(nis="99999"), "row 4, nis: '99999' is not a known NIS code"),
    "twice": (lambda f: f.append(f[0]), "row 305, nis: "),
    "one missing": (lambda f: f.pop(), "row -, nis: "),
    "no geometry": (lambda f: f[3].pop("geometry"), "row 4, geometry: "),
    "a point": (lambda f: f[3]["geometry"].update(type="Point"), "row 4, geometry: "),
    "an open ring": (lambda f: f[3]["geometry"]["coordinates"][0].pop(), "row 4, geometry: "),
}


@pytest.mark.parametrize(("spoil", "message"), OUTLINE_FAULTS.values(), ids=OUTLINE_FAULTS.keys())
def test_a_fault_in_the_outlines_is_named(data, spoil, message):
    load_municipalities()
    file = data / "municipalities.geojson"
    collection = json.loads(file.read_text(encoding="utf-8"))
    spoil(collection["features"])
    file.write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(DataFault, match="municipalities.geojson, " + message):
        load_outlines(data)
    assert not MunicipalityOutline.objects.exists()


ORGANISATION_FAULTS = {
    "unknown kind": ({"kind": "club"}, "row 2, kind: 'club' is not a known code"),
    "unknown NIS": ({"kind": "ocmw", "municipality": "99999"}, "row 2, municipality: '99999' is not a known NIS code"),
    "a club of a municipality": (
        {"kind": "vzw", "municipality": "11001"},
        "row 2, municipality: only gemeente",
    ),
    "duplicate id": ({"id": "3wplus"}, "row 2, id: '3wplus' stands in row 1 too"),
    "wrong KBO": ({"kbo": "1"}, "row 2, kbo: "),
    "wrong website": ({"website": "geen adres"}, "row 2, website: "),
}


@pytest.mark.parametrize(("values", "message"), ORGANISATION_FAULTS.values(), ids=ORGANISATION_FAULTS.keys())
def test_a_fault_in_the_organisations_is_named(starter, values, message):
    load_municipalities()
    before = Organisation.objects.count()
    file = starter / "organisations.json"
    rows = json.loads(file.read_text(encoding="utf-8"))
    rows[1].update(values)
    file.write_text(json.dumps(rows), encoding="utf-8")
    with pytest.raises(DataFault) as fault:
        load_organisations(starter)
    assert str(fault.value).startswith("organisations.json, " + message)
    assert Organisation.objects.count() == before
