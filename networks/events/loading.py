"""The starter content of events: past ones from public sources, and coming ones that are examples.

`starter/NOTICE.md` says what each file is.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from networks.events.models import EventIndexPage, EventOrganiser, EventPage
from networks.models import NetworkPage
from portal.loading import Codes, DataFault, Report, check_rows, check_values, read_json
from portal.organisations.loading import organisations_by_name
from portal.organisations.models import Municipality, Organisation
from portal.pages.models import Origin
from portal.pages.starter import load_page, section
from portal.reference.models import EventKind, Theme
from practices.models import PracticePage

STARTER = Path(__file__).parent / "starter"
BRUSSELS = ZoneInfo("Europe/Brussels")
COLUMNS = (
    "title", "organisers", "kind", "start_date", "end_date", "date_text", "place", "municipality", "online", "sessions",
    "audience", "source_url", "confidence", "note",
)  # fmt: skip
EXAMPLE_COLUMNS = ("title", "summary", "network", "kind", "day", "start", "end", "themes", "owner", "sessions")
TITLES = ("Stad ", "Gemeente ", "OCMW ")
"""How sources call a local authority: *Stad Genk*."""
READ_IN_PART = "Van de bron is alleen het begin gelezen."
LONGEST_SUMMARY = 280


@dataclass(frozen=True)
class _Reader:
    """Reads the rows of a file of events."""

    file: Path
    kinds: Codes
    themes: Codes
    municipalities: Codes
    organisations: Mapping[str, Organisation]
    authorities: Mapping[str, Organisation]
    practices: Mapping[str, PracticePage]

    @classmethod
    def of(cls, file: Path) -> "_Reader":
        """Read the vocabularies once."""
        authorities = Organisation.objects.exclude(municipality=None).select_related("municipality")
        names = {organisation.municipality.name: organisation for organisation in authorities}
        return cls(
            file=file,
            kinds=Codes.of(file, EventKind),
            themes=Codes.of(file, Theme),
            municipalities=Codes.of(file, Municipality, "nis"),
            organisations={**{o.name: o for o in Organisation.objects.all()}, **names, **organisations_by_name()},
            authorities={organisation.municipality_id: organisation for organisation in authorities},
            practices={page.starter_id: page for page in PracticePage.objects.exclude(starter_id="")},
        )

    def organisation(self, name: str) -> Organisation | None:
        """Return the organisation of that name; *Stad Genk* is the local authority of Genk."""
        for title in ("", *TITLES):
            if name.startswith(title) and (found := self.organisations.get(name.removeprefix(title))):
                return found
        return None

    def sessions(self, number: int, rows: list[dict[str, Any]], municipalities: str) -> list[tuple[str, Any]]:
        """Return the programme; `municipalities` is the column that names who tells."""
        programme = []
        for row in rows:
            session = {
                "title": row["title"],
                "municipalities": self.municipalities.many(
                    row.get(municipalities, []), row=number, column=f"sessions.{municipalities}"
                ),
                "themes": [
                    theme.code
                    for theme in self.themes.many(row.get("themes", []), row=number, column="sessions.themes")
                ],
                "start": datetime.time.fromisoformat(row["start"]) if row.get("start") else None,
                "practice": self.practices.get(row.get("practice", "")),
                **{name: row.get(name, "") for name in ("note", "speakers", "room")},
            }
            programme.append(("session", session))
        return programme


def event_index() -> EventIndexPage:
    """Return the agenda, made when there is none yet."""
    return section(
        EventIndexPage,
        title="Evenementen",
        slug="evenementen",
        summary="Inspiratiedagen, vormingen, webinars en bijeenkomsten van netwerken, van heel Vlaanderen.",
    )


def load_events(folder: Path = STARTER) -> list[Report]:
    """Load the past events and the examples."""
    index = event_index()
    return [_load_past(folder, index), _load_examples(folder, index)]


def _load_past(folder: Path, index: EventIndexPage) -> Report:
    file = folder / "events.json"
    rows = check_rows(file, read_json(file), key="id", required=COLUMNS)
    reader = _Reader.of(file)
    themes = _themes_of_events(folder / "themes.json", reader.themes)
    checked = []
    for number, row in enumerate(rows, start=1):
        values = _past_values(reader, number, row)
        chosen = [code for session in row["sessions"] for code in session["themes"]] + themes.get(row["id"], [])
        if not chosen:
            raise DataFault(file, number, "sessions.themes", "an event has at least one theme, here or in themes.json")
        relations = {"themes": reader.themes.many(dict.fromkeys(chosen), row=number, column="sessions.themes")}
        organisers = [found for name in row["organisers"] if (found := reader.organisation(name))]
        checked.append((row["id"], values, relations, organisers))
    report = Report(file.name)
    for starter_id, values, relations, organisers in checked:
        load_page(
            report,
            EventPage,
            index,
            starter_id=starter_id,
            values=values,
            relations=relations,
            children={"organisers": _organiser_rows(organisers)},
        )
    return report


def _past_values(reader: _Reader, number: int, row: dict[str, Any]) -> dict[str, Any]:
    note = [row["note"] or "", READ_IN_PART if row["confidence"] == "read in part" else ""]
    start, end = (_day(reader.file, number, row, column) for column in ("start_date", "end_date"))
    kind = reader.kinds.one(row["kind"], row=number, column="kind")
    values = {
        "title": row["title"],
        "slug": row["id"],
        "summary": summary_of(kind.label, row),
        "start": start and datetime.datetime.combine(start, datetime.time.min, BRUSSELS),
        "end": end and datetime.datetime.combine(end, datetime.time.max.replace(microsecond=0), BRUSSELS),
        "is_all_day": True,
        "date_text": row["date_text"],
        "place": row["place"] or "",
        "is_online": row["online"],
        "for_whom": row["audience"] or "",
        "other_organisers": ", ".join(name for name in row["organisers"] if not reader.organisation(name)),
        "origin": Origin.SOURCE,
        "source_url": row["source_url"],
        "source_title": (urlsplit(row["source_url"]).hostname or "").removeprefix("www."),
        "source_note": " ".join(part for part in note if part),
    }
    check_values(reader.file, number, EventPage, values)
    return {
        **values,
        "event_kind": kind,
        "municipality": reader.municipalities.one(row["municipality"], row=number, column="municipality"),
        "programme": reader.sessions(number, row["sessions"], "presenting_municipalities"),
    }


def _load_examples(folder: Path, index: EventIndexPage) -> Report:
    file = folder / "examples.json"
    rows = check_rows(file, read_json(file), key="id", required=EXAMPLE_COLUMNS)
    reader = _Reader.of(file)
    networks = {network.starter_id: network for network in NetworkPage.objects.exclude(starter_id="")}
    loaded_on = dict(EventPage.objects.exclude(starter_id="").values_list("starter_id", "first_published_at"))
    report = Report(file.name)
    checked = []
    for number, row in enumerate(rows, start=1):
        first = loaded_on.get(row["id"])
        values = _example_values(reader, number, row, localdate(first) if first else localdate())
        relations = {"themes": reader.themes.many(row["themes"], row=number, column="themes")}
        checked.append((row, values, relations))
    for row, values, relations in checked:
        load_page(
            report,
            EventPage,
            networks.get(row["network"]) or index,
            starter_id=row["id"],
            values=values,
            relations=relations,
            children={"organisers": _organiser_rows([values["owner_organisation"]])},
        )
    return report


def _example_values(reader: _Reader, number: int, row: dict[str, Any], loaded_on: datetime.date) -> dict[str, Any]:
    """Return the fields of an example, its day counted from the day on which it was first loaded."""
    day = day_after(loaded_on, **row["day"])
    owner = reader.authorities.get(row["owner"]) or reader.organisation(row["owner"])
    if owner is None:
        raise DataFault(reader.file, number, "owner", f"{row['owner']!r} is no organisation")
    values = {
        **{name: row.get(name, "") for name in ("place", "accessibility", "for_whom", "price", "registration_note")},
        "title": row["title"],
        "slug": row["id"],
        "summary": row["summary"],
        "start": datetime.datetime.combine(day, datetime.time.fromisoformat(row["start"]), BRUSSELS),
        "end": datetime.datetime.combine(day, datetime.time.fromisoformat(row["end"]), BRUSSELS),
        "state": row.get("state", EventPage.State.PLANNED),
        "moved_from": day_after(loaded_on, **row["moved_from"]) if "moved_from" in row else None,
        "is_online": row.get("is_online", False),
        "capacity": row.get("capacity"),
        "registration": row.get("registration", EventPage.Registration.NONE),
        "contact_service": row["contact_service"],
        "is_example": True,
    }
    check_values(reader.file, number, EventPage, values)
    return {
        **values,
        "event_kind": reader.kinds.one(row["kind"], row=number, column="kind"),
        "municipality": reader.municipalities.one(row.get("municipality"), row=number, column="municipality"),
        "owner_organisation": owner,
        "programme": reader.sessions(number, row["sessions"], "municipalities"),
    }


def day_after(start: datetime.date, *, weeks: int, weekday: int) -> datetime.date:
    """Return the `weekday` (1 is Monday) of the week that comes `weeks` weeks after that of `start`."""
    monday = start - datetime.timedelta(days=start.isoweekday() - 1)
    return monday + datetime.timedelta(weeks=weeks, days=weekday - 1)


def summary_of(kind: str, row: Mapping[str, Any]) -> str:
    """Return a summary of facts alone, in 280 characters: what, by whom, where, for whom, else its sessions."""
    organisers = row["organisers"]
    opening = f"{kind} van {_joined(organisers)}." if organisers else f"{kind}."
    facts = [f"Plaats: {row['place']}." if row["place"] else "", f"Voor: {row['audience']}." if row["audience"] else ""]
    if not organisers and not any(facts):
        facts = [f"Op het programma: {_joined([session['title'] for session in row['sessions']])}."]
    summary = opening
    for fact in facts:
        longer = f"{summary} {fact}"
        if fact and len(longer) <= LONGEST_SUMMARY:
            summary = longer
    return summary


def _joined(names: list[str]) -> str:
    return " en ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _organiser_rows(organisations: list[Organisation]) -> list[EventOrganiser]:
    once = dict.fromkeys(organisations)
    return [EventOrganiser(organisation=organisation, sort_order=number) for number, organisation in enumerate(once)]


def _themes_of_events(file: Path, themes: Codes) -> dict[str, list[str]]:
    rows = check_rows(file, read_json(file), key="id", required=("themes",))
    for number, row in enumerate(rows, start=1):
        Codes(file, themes.rows).many(row["themes"], row=number, column="themes")
    return {row["id"]: row["themes"] for row in rows}


def _day(file: Path, number: int, row: dict[str, Any], column: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(row[column]) if row[column] else None
    except ValueError as error:
        raise DataFault(file, number, column, f"{row[column]!r} is not a day (YYYY-MM-DD)") from error
