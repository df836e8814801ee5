"""The starter content of guidelines, and the workflow that their section needs.

All 27 rows of the file are *van een ander*, also the two whose publisher is the Agentschap Integratie en Inburgering:
AgII did not write, version or check them here. They are summaries of a public page, so they carry the publisher as the
source names it, no version and no validity, and are neither counted nor labelled as AgII's.
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join

from portal.loading import Codes, DataFault, Report, check_rows, check_values, read_json
from portal.organisations.models import Organisation
from portal.pages.models import Origin
from portal.pages.starter import load_page, section
from portal.reference.models import Audience, GuidelineKind, Theme
from practices.guidelines.models import GuidelineIndexPage, GuidelinePage
from practices.guidelines.workflow import attach_workflow

FILE = Path(__file__).parent / "starter" / "guidelines.json"
COLUMNS = (
    "title", "publisher", "organisation", "year", "kind", "summary", "points", "themes", "audience", "source_url",
    "note",
)  # fmt: skip


def guideline_index() -> GuidelineIndexPage:
    """Return the listing of guidelines, made with its workflow when there is none yet."""
    index = section(
        GuidelineIndexPage,
        title="Richtlijnen",
        slug="richtlijnen",
        summary="Hoe je het aanpakt: richtlijnen, handreikingen en leidraden over samenleven in diversiteit.",
    )
    attach_workflow(index)
    return index


def load_guidelines(file: Path = FILE) -> Report:
    """Load the guidelines of other publishers, summarised from public sources."""
    report = Report(file.name)
    rows = check_rows(file, read_json(file), key="id", required=COLUMNS)
    themes, audiences, kinds = (Codes.of(file, model) for model in (Theme, Audience, GuidelineKind))
    organisations = Codes.of(file, Organisation, key="name")
    read = []
    for number, row in enumerate(rows, start=1):
        values = _values(file, number, row) | {
            "owner_organisation": organisations.one(row["organisation"], row=number, column="organisation"),
            "guideline_kind": kinds.one(row["kind"], row=number, column="kind"),
        }
        check_values(file, number, GuidelinePage, values)
        relations = {
            "themes": themes.many(row["themes"], row=number, column="themes"),
            "audiences": audiences.many(row["audience"], row=number, column="audience"),
        }
        read.append((row["id"], values, relations))
    index = guideline_index()
    for starter_id, values, relations in read:
        load_page(report, GuidelinePage, index, starter_id=starter_id, values=values, relations=relations)
    return report


def _values(file: Path, number: int, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "slug": row["id"],
        "summary": row["summary"],
        "issued_by": GuidelinePage.IssuedBy.OTHER,
        "publisher": row["publisher"],
        "year": row["year"],
        "chapters": _chapters(file, number, row["points"]),
        "origin": Origin.SOURCE,
        "source_url": row["source_url"],
        "source_title": (urlsplit(row["source_url"]).hostname or "").removeprefix("www."),
        "source_date": str(row["year"] or ""),
        "source_note": row["note"] or "",
    }


def _chapters(file: Path, number: int, points: Any) -> list[dict[str, Any]]:
    """Return the points as one chapter *In het kort*."""
    if not isinstance(points, list) or not points or not all(isinstance(point, str) for point in points):
        raise DataFault(file, number, "points", "not a list of sentences")
    text = format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", ((point,) for point in points)))
    return [{"type": "chapter", "value": {"title": "In het kort", "text": [{"type": "text", "value": str(text)}]}}]
