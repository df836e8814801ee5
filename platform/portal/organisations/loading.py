"""Loading municipalities, their outlines and organisations (data/NOTICE.md and starter/NOTICE.md name the sources)."""

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from portal.loaded_rows import Row, load_rows
from portal.loading import Codes, DataFault, Report, check_rows, check_values, read_csv, read_json
from portal.organisations.models import FormerMunicipality, Municipality, MunicipalityOutline, Organisation
from portal.organisations.outlines import FLANDERS, REGION, Outlines, rings_of
from portal.reference.models import OrganisationKind, Province, ReferenceRegion, SizeClass

DATA = Path(__file__).parent / "data"
STARTER = Path(__file__).parent / "starter"

MUNICIPALITY_COLUMNS = (
    "nis",
    "name",
    "province",
    "region",
    "reference_region",
    "former",
    "merged_on",
    "postcodes",
    "population_2020",
    "kbo",
    "ovo",
    "wikidata",
)
ORGANISATION_COLUMNS = ("name", "kind", "municipality", "website", "kbo", "note")
LOCAL_KINDS = ("gemeente", "ocmw")
"""Kinds of organisations that merge into the organisation of their municipality."""


def load_municipalities(folder: Path = DATA, starter: Path = STARTER) -> list[Report]:
    """Load the municipalities of 2025 with what was merged into them, and the organisation of each."""
    file = folder / "municipalities.csv"
    rows = dict(enumerate(read_csv(file, MUNICIPALITY_COLUMNS), start=2))
    _check_unique(file, rows)
    websites = {
        row["municipality"]: row["website"] or ""
        for row in _organisation_rows(starter / "organisations.json")
        if row["kind"] == "gemeente"
    }
    reader = _MunicipalityReader(file)
    checked = [(row["nis"], *reader.read(number, row, websites.get(row["nis"], ""))) for number, row in rows.items()]
    municipalities, organisations = Report(file.name), Report("organisations of municipalities")
    known = load_rows(
        municipalities,
        Municipality,
        "nis",
        [Row(nis, values, children={"predecessors": former}) for nis, values, former, _ in checked],
    )
    load_rows(
        organisations,
        Organisation,
        "code",
        [
            Row(f"gemeente-{values['slug']}", {**authority, "municipality": known[nis]})
            for nis, values, _, authority in checked
        ],
    )
    return [municipalities, organisations]


def load_outlines(folder: Path = DATA) -> Report:
    """Draw the outlines of all municipalities; nothing is done while neither the file nor the canvases changed."""
    file = folder / "municipalities.geojson"
    collection = read_json(file)
    digest = hashlib.sha256(f"{file.read_bytes()!r} {FLANDERS} {REGION}".encode()).hexdigest()
    report = Report(file.name)
    municipalities = {row.nis: row for row in Municipality.objects.select_related("outline")}
    if all(getattr(getattr(row, "outline", None), "loaded_digest", "") == digest for row in municipalities.values()):
        report.unchanged = len(municipalities)
        return report
    outlines = Outlines(_rings(file, collection, set(municipalities)))
    flanders, region = outlines.on(FLANDERS)[0], outlines.on(REGION)[0]
    rows = []
    for nis, municipality in municipalities.items():
        municipality.silhouette, municipality.silhouette_box = outlines.silhouette(nis)
        rows.append(
            MunicipalityOutline(
                municipality=municipality,
                flanders_path=flanders[nis].path,
                region_path=region[nis].path,
                box=list(region[nis].box),
                loaded_digest=digest,
            )
        )
    report.updated = MunicipalityOutline.objects.all().delete()[0]
    report.created = len(rows) - report.updated
    MunicipalityOutline.objects.bulk_create(rows)
    Municipality.objects.bulk_update(municipalities.values(), ["silhouette", "silhouette_box"])
    return report


def load_organisations(folder: Path = STARTER) -> Report:
    """Load the organisations that are no local authority; those with a NIS code are their municipality's."""
    file = folder / "organisations.json"
    kinds = Codes.of(file, OrganisationKind)
    municipalities = set(Municipality.objects.values_list("nis", flat=True))
    checked = {}
    for number, row in enumerate(_organisation_rows(file), start=1):
        values = {
            "name": row["name"],
            "kind": kinds.one(row["kind"], row=number, column="kind"),
            "kbo": row["kbo"] or "",
            "website": row["website"] or "",
            "note": row["note"] or "",
        }
        check_values(file, number, Organisation, {"code": row["id"], **values})
        if row["municipality"] is None:
            checked[row["id"]] = values
        elif row["municipality"] not in municipalities:
            raise DataFault(file, number, "municipality", f"{row['municipality']!r} is not a known NIS code")
        elif row["kind"] not in LOCAL_KINDS:
            raise DataFault(file, number, "municipality", f"only {' and '.join(LOCAL_KINDS)} have a municipality")
    report = Report(file.name)
    load_rows(report, Organisation, "code", [Row(code, values) for code, values in checked.items()])
    return report


def organisations_by_name(folder: Path = STARTER) -> dict[str, Organisation]:
    """Return the organisations of the starter content under the names that its other files use for them.

    *OCMW Aalst* is the organisation of Aalst; so is *Aalst* itself.
    """
    codes = {row.code: row for row in Organisation.objects.select_related("municipality")}
    authorities = {row.municipality_id: row for row in codes.values() if row.municipality_id}
    names = {}
    for row in _organisation_rows(folder / "organisations.json"):
        organisation = authorities.get(row["municipality"]) if row["municipality"] else codes.get(row["id"])
        if organisation is not None:
            names[row["name"]] = organisation
    return names


def _organisation_rows(file: Path) -> list[dict[str, Any]]:
    return check_rows(file, read_json(file), key="id", required=ORGANISATION_COLUMNS)


def _check_unique(file: Path, rows: Mapping[int, Mapping[str, str]]) -> None:
    """Ask that no two rows share a code, a name, a postcode or a former municipality."""
    for column, separator in {
        "nis": None,
        "name": None,
        "kbo": None,
        "ovo": None,
        "postcodes": " ",
        "former": ";",
    }.items():
        seen: dict[str, int] = {}
        for number, row in rows.items():
            for value in row[column].split(separator) if separator else [row[column]]:
                if value and value in seen:
                    raise DataFault(file, number, column, f"{value!r} stands in row {seen[value]} too")
                seen[value] = number


class _MunicipalityReader:
    """Checks rows of municipalities.csv and turns them into values; knows the terms that they name."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.provinces = Codes.of(file, Province, key="label")
        self.regions = Codes.of(file, ReferenceRegion, key="label")
        self.size_classes: list[SizeClass] = list(SizeClass.objects.all())
        self.kind = Codes.of(file, OrganisationKind).one("gemeente", row="-", column="kind")

    def read(
        self, number: int, row: Mapping[str, str], website: str
    ) -> tuple[dict[str, Any], list[FormerMunicipality], dict[str, Any]]:
        """Return the values of the municipality, what was merged into it, and the values of its organisation."""
        former = self._former(number, row)
        population = self._number(number, "population_2020", row["population_2020"])
        values = {
            "name": row["name"],
            "slug": slugify(row["name"]),
            "province": self.provinces.one(row["province"] or None, row=number, column="province"),
            "region": self.regions.one(row["reference_region"] or None, row=number, column="reference_region"),
            "size_class": self._size_class(number, population),
            "population": population,
            "postcodes": [self._postcode(number, code) for code in row["postcodes"].split()],
            "wikidata": row["wikidata"],
            # A municipality that kept its code took another over; it is older than the merger.
            "valid_from": former[0].ended_on if len(former) > 1 else None,
        }
        check_values(self.file, number, Municipality, {"nis": row["nis"], **values})
        authority = {
            "name": row["name"],
            "kind": self.kind,
            "kbo": row["kbo"],
            "ovo": row["ovo"],
            "website": website,
        }
        check_values(self.file, number, Organisation, authority)
        return values, former, authority

    def _former(self, number: int, row: Mapping[str, str]) -> list[FormerMunicipality]:
        if not row["former"]:
            return []
        try:
            merged_on = datetime.date.fromisoformat(row["merged_on"])
        except ValueError as error:
            raise DataFault(
                self.file, number, "merged_on", f"{row['merged_on']!r} is not a day (YYYY-MM-DD)"
            ) from error
        former = []
        for entry in row["former"].split(";"):
            nis, _, name = entry.strip().partition(" ")
            values = {"nis": nis, "name": name, "slug": slugify(name), "ended_on": merged_on}
            check_values(self.file.with_name(f"{self.file.name}#former"), number, FormerMunicipality, values)
            former.append(FormerMunicipality(**values))
        return former

    def _size_class(self, number: int, population: int) -> SizeClass:
        for size in self.size_classes:
            if size.min_population <= population and (size.max_population is None or population <= size.max_population):
                return size
        raise DataFault(self.file, number, "population_2020", f"no size class holds {population} inhabitants")

    def _number(self, number: int, column: str, text: str) -> int:
        if not (text.isascii() and text.isdigit()):
            raise DataFault(self.file, number, column, f"{text!r} is not a whole number")
        return int(text)

    def _postcode(self, number: int, code: str) -> str:
        if not (code.isascii() and code.isdigit() and len(code) == 4):
            raise DataFault(self.file, number, "postcodes", f"{code!r} is not a postcode of four digits")
        return code


def _rings(file: Path, collection: Any, expected: set[str]) -> dict[str, Any]:
    """Return the rings of each municipality, or name the feature that is wrong or missing."""
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise DataFault(file, "-", "features", "the column is missing")
    rings: dict[str, Any] = {}
    for number, feature in enumerate(features, start=1):
        try:
            nis = feature["properties"]["nis"]
            parts = rings_of(feature["geometry"])
        except (KeyError, TypeError, ValueError) as error:
            raise DataFault(file, number, "geometry", f"not an outline with a property nis: {error}") from error
        if nis not in expected:
            raise DataFault(file, number, "nis", f"{nis!r} is not a known NIS code")
        if nis in rings:
            raise DataFault(file, number, "nis", f"{nis!r} stands in the file twice")
        rings[nis] = parts
    if missing := sorted(expected - set(rings)):
        raise DataFault(file, "-", "nis", f"{missing[0]!r} has no outline")
    return rings
