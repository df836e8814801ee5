"""The starter content of offers, summarised from public sources."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from portal.loading import Codes, Report, check_rows, check_values, read_json
from portal.organisations.models import Municipality, Organisation
from portal.pages.models import Origin
from portal.pages.starter import load_page, section
from portal.reference.models import Action, OfferStatus, Theme
from practices.offers.models import OfferIndexPage, OfferPage

FILE = Path(__file__).parent / "starter" / "offers.json"
COLUMNS = (
    "title", "organisation", "summary", "target_group", "themes", "actions", "region", "municipalities", "cost",
    "how_to_apply", "status", "source_url", "note",
)  # fmt: skip
LONGEST_SUMMARY = 280
END_OF_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z0-9'\"‘“])")
FREE = re.compile(r"(gratis|kosteloos)\b", re.IGNORECASE)


def offer_index() -> OfferIndexPage:
    """Return the listing of offers, made when there is none yet."""
    index: OfferIndexPage = section(
        OfferIndexPage,
        title="Aanbod",
        slug="aanbod",
        summary="Wat organisaties voor je gemeente kunnen doen: begeleiding, vorming, materiaal en netwerken.",
    )
    return index


def load_offers(file: Path = FILE) -> Report:
    """Load the offers."""
    report = Report(file.name)
    rows = check_rows(file, read_json(file), key="id", required=COLUMNS)
    themes, actions, statuses = (Codes.of(file, model) for model in (Theme, Action, OfferStatus))
    organisations, places = Codes.of(file, Organisation, key="name"), Codes.of(file, Municipality, key="nis")
    read = []
    for number, row in enumerate(rows, start=1):
        values = _values(row) | {
            "owner_organisation": organisations.one(row["organisation"], row=number, column="organisation"),
            "status": statuses.one(row["status"], row=number, column="status"),
        }
        check_values(file, number, OfferPage, values)
        relations = {
            "themes": themes.many(row["themes"], row=number, column="themes"),
            "actions": actions.many(row["actions"], row=number, column="actions"),
            "municipalities": places.many(row["municipalities"], row=number, column="municipalities"),
        }
        read.append((row["id"], values, relations))
    index = offer_index()
    for starter_id, values, relations in read:
        load_page(report, OfferPage, index, starter_id=starter_id, values=values, relations=relations)
    return report


def _values(row: dict[str, Any]) -> dict[str, Any]:
    summary = shortened(row["summary"])
    return {
        "title": row["title"],
        "slug": row["id"],
        "summary": summary,
        "description": "" if summary == row["summary"] else row["summary"],
        "for_whom": row["target_group"] or "",
        "region": row["region"] or "",
        "cost": row["cost"] or "",
        "is_free": True if FREE.match(row["cost"] or "") else None,
        "how_to_apply": row["how_to_apply"] or "",
        "origin": Origin.SOURCE,
        "source_url": row["source_url"],
        "source_title": (urlsplit(row["source_url"]).hostname or "").removeprefix("www."),
        "source_note": row["note"] or "",
    }


def shortened(text: str, longest: int = LONGEST_SUMMARY) -> str:
    """Return the first sentences that fit in `longest` characters; of a longer first sentence, the words that fit."""
    if len(text) <= longest:
        return text
    kept = ""
    for sentence in END_OF_SENTENCE.split(text):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > longest:
            break
        kept = longer
    return kept or text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
