"""Loading the practices of the starter content (starter/NOTICE.md names the sources)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

from portal.loading import Codes, DataFault, Report, check_rows, check_values, read_json
from portal.organisations.loading import organisations_by_name
from portal.organisations.models import Municipality, Organisation
from portal.pages.models import Origin
from portal.pages.starter import load_page, section
from portal.reference.models import Action, PolicyDomain, PracticeStatus, QualityLevel, TargetGroup, Theme
from practices.models import PracticeIndexPage, PracticePage

STARTER = Path(__file__).parent / "starter"
TEXTS = ("result", "difficulties", "cost", "fte")
"""Answers that an owner must give; a source that is silent about them gives *onbekend*."""
REQUIRED = ("title", "summary", "what", "source_url")
LISTS = (
    "municipalities",
    "themes",
    "target_groups",
    "actions",
    "policy_domains",
    "partners",
    "evidence",
    "other_sources",
)
NUMBERS = ("cost_amount", "fte_amount", "start_year", "end_year")
OTHERS = (
    *NUMBERS,
    "organisation",
    "status",
    "source_title",
    "source_date",
    "confidence",
    "richness",
    "note",
)
RICHNESS = ("dun", "gewoon", "rijk")
FIGURE = ("name", "value", "period", "source_paraphrase")
READ_IN_PART = "Van de bron is alleen het begin gelezen."


@dataclass(frozen=True)
class _Reader:
    """Reads one row of the file into the values of a practice."""

    file: Path
    vocabularies: Mapping[str, Codes]
    statuses: Codes
    organisations: Mapping[str, Organisation]
    authorities: Mapping[str, Organisation]
    submitted: QualityLevel

    def relations(self, number: int, row: dict[str, Any]) -> dict[str, list[Any]]:
        """Return the many-to-many relations of a row."""
        return {name: codes.many(row[name], row=number, column=name) for name, codes in self.vocabularies.items()}

    def owner(self, number: int, row: dict[str, Any]) -> Organisation | None:
        """Return who runs the practice: the organisation it names, or its one municipality."""
        if name := row["organisation"]:
            if name not in self.organisations:
                raise DataFault(
                    self.file, number, "organisation", f"{name!r} is not an organisation of the starter content"
                )
            return self.organisations[name]
        return self.authorities.get(row["municipalities"][0]) if len(row["municipalities"]) == 1 else None

    def values(self, number: int, row: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of a row, checked."""
        note = [row["note"] or "", READ_IN_PART if row["confidence"] == "read in part" else ""]
        values = {
            **{name: row[name] or "" for name in (*REQUIRED, *TEXTS, "source_title", "source_date")},
            **{f"{name}_unknown": not row[name] for name in TEXTS},
            "slug": row["id"],
            "cost_amount": _amount(row["cost_amount"]),
            "fte_amount": _amount(row["fte_amount"]),
            "start_year": row["start_year"],
            "end_year": row["end_year"],
            "origin": Origin.SOURCE,
            "other_sources": row["other_sources"],
            "source_note": " ".join(part for part in note if part),
            "figures_story": _story(row["evidence"]),
        }
        check_values(self.file, number, PracticePage, values)
        return {
            **values,
            "status": self.statuses.one(row["status"] or "onbekend", row=number, column="status"),
            "owner_organisation": self.owner(number, row),
            "quality_level": self.submitted,
            "partners": [("partner", {"name": name}) for name in row["partners"]],
            "figures": [("kpi", _figure(fact)) for fact in row["evidence"]],
        }


def load_practices(folder: Path = STARTER) -> Report:
    """Load the practices as public pages; the fullest come last, so that they open the listing as the newest."""
    file = folder / "practices.json"
    rows = check_rows(file, read_json(file), key="id", required=(*REQUIRED, *TEXTS, *LISTS, *OTHERS))
    for number, row in enumerate(rows, start=1):
        _check(file, number, row)
    reader = _reader(file)
    checked = [
        (RICHNESS.index(row["richness"]), row["id"], reader.values(number, row), reader.relations(number, row))
        for number, row in enumerate(rows, start=1)
    ]
    index = practices_section()
    report = Report(file.name)
    checked.sort(key=itemgetter(0), reverse=True)
    for _, starter_id, values, relations in reversed(checked):
        load_page(report, PracticePage, index, starter_id=starter_id, values=values, relations=relations)
    return report


def practices_section() -> PracticeIndexPage:
    """Return the listing of practices, made when there is none yet."""
    index: PracticeIndexPage = section(
        PracticeIndexPage,
        title="Praktijken",
        slug="praktijken",
        summary="Wat gemeenten doen om samen te leven in diversiteit: wat werkt, wat het kost en wat moeilijk was.",
    )
    return index


def _reader(file: Path) -> _Reader:
    return _Reader(
        file=file,
        vocabularies={
            "municipalities": Codes.of(file, Municipality, "nis"),
            "themes": Codes.of(file, Theme),
            "target_groups": Codes.of(file, TargetGroup),
            "actions": Codes.of(file, Action),
            "policy_domains": Codes.of(file, PolicyDomain),
        },
        statuses=Codes.of(file, PracticeStatus),
        organisations=organisations_by_name(),
        authorities={row.municipality_id: row for row in Organisation.objects.exclude(municipality=None)},
        submitted=Codes.of(file, QualityLevel).one("ingediend", row="-", column="quality_level"),
    )


def _check(file: Path, number: int, row: dict[str, Any]) -> None:
    """Ask what the codes and fields themselves cannot: filled texts, lists, numbers, whole figures, years in order."""
    for column in REQUIRED:
        if not row[column]:
            raise DataFault(file, number, column, "the text is missing")
    for column in LISTS:
        if not isinstance(row[column], list):
            raise DataFault(file, number, column, "the value is not a list")
    for column in NUMBERS:
        if not isinstance(row[column], int | float | None):
            raise DataFault(file, number, column, f"{row[column]!r} is not a number")
    if not row["themes"]:
        raise DataFault(file, number, "themes", "a practice has at least one theme")
    if row["richness"] not in RICHNESS:
        raise DataFault(file, number, "richness", f"{row['richness']!r} is not one of {', '.join(RICHNESS)}")
    if row["start_year"] and row["end_year"] and row["end_year"] < row["start_year"]:
        raise DataFault(file, number, "end_year", "the end lies before the start")
    _check_figures(file, number, row["evidence"])


def _check_figures(file: Path, number: int, facts: list[Any]) -> None:
    for fact in facts:
        for column in FIGURE:
            if not isinstance(fact, dict) or column not in fact:
                raise DataFault(file, number, f"evidence.{column}", "the column is missing")
        if not fact["source_paraphrase"]:
            raise DataFault(file, number, "evidence.source_paraphrase", "a figure never stands without its story")


def _amount(number: float | None) -> Decimal | None:
    return None if number is None else Decimal(str(number))


def _figure(fact: dict[str, Any]) -> dict[str, str]:
    return {
        "name": fact["name"],
        "realised": fact["value"],
        "period": fact["period"] or "",
        "source_paraphrase": fact["source_paraphrase"],
    }


def _story(facts: list[dict[str, Any]]) -> str:
    """Return what the source says about each figure, one line each, under the figure's own name."""
    return "\n".join(
        f"{fact['name']}{', ' + fact['period'] if fact['period'] else ''}: {fact['source_paraphrase']}"
        for fact in facts
    )
