"""The starter content of events: nothing dropped, nothing overwritten that people edited, faults by row and column."""

import datetime
import json
import shutil
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from networks.events.loading import STARTER, day_after, load_events, summary_of
from networks.events.models import EventIndexPage, EventPage
from networks.loading import load_networks
from portal.loading import DataFault
from portal.organisations.loading import load_municipalities, load_organisations
from portal.reference.loading import load_programmes, load_vocabularies
from tests.factories.accounts import UserFactory

BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.fixture
def reference(db):
    load_vocabularies()
    load_programmes()
    load_municipalities()
    load_organisations()


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A copy of the data files, to put faults in."""
    return Path(shutil.copytree(STARTER, tmp_path / "starter"))


def change(file: Path, row: int, **values) -> None:
    rows = json.loads(file.read_text())
    rows[row] |= values
    file.write_text(json.dumps(rows))


def test_everything_of_the_file_arrives(reference):
    load_events()
    rows = json.loads((STARTER / "events.json").read_text())
    events = {event.starter_id: event for event in EventPage.objects.filter(origin="bron")}
    assert set(events) == {row["id"] for row in rows}
    for row in rows:
        event = events[row["id"]]
        assert event.live
        assert event.is_past
        assert event.is_child_of(EventIndexPage.objects.get())
        assert event.date_text == row["date_text"]
        assert event.source_url == row["source_url"]
        assert len(event.summary) <= 280
        assert event.event_kind.code == row["kind"]
        assert len(event.organisers.all()) + bool(event.other_organisers) * len(
            event.other_organisers.split(", ")
        ) == len(row["organisers"])
        assert [block.value["title"] for block in event.programme] == [s["title"] for s in row["sessions"]]
        assert [[place.nis for place in block.value["municipalities"]] for block in event.programme] == [
            s["presenting_municipalities"] for s in row["sessions"]
        ]
        assert [list(block.value["themes"]) for block in event.programme] == [s["themes"] for s in row["sessions"]]
        assert (event.local_start.date().isoformat() if event.start else None) == row["start_date"]
        assert (event.local_end.date().isoformat() if event.end else None) == row["end_date"]
        assert event.start is None or event.is_all_day
    # Stad Genk is the organisation of that municipality
    evening = EventPage.objects.get(starter_id="dialoogavond-de-22-genk")
    assert [row.organisation.municipality.name for row in evening.organisers.all()] == ["Genk"]
    # latest first, and those without a day last
    starts = [event.start for event in EventPage.objects.past()]
    dated = [start for start in starts if start]
    assert dated == sorted(dated, reverse=True)
    assert starts[len(dated) :] == [None] * 3


def test_an_organiser_that_nobody_knows_is_kept_by_name(reference, files):
    change(files / "events.json", 0, organisers=["VVSG", "De vriendenkring van het dorp"])
    load_events(files)
    event = EventPage.objects.get(starter_id=json.loads((files / "events.json").read_text())[0]["id"])
    assert event.other_organisers == "De vriendenkring van het dorp"
    assert [row.organisation.name for row in event.organisers.all()] == ["VVSG"]


def test_examples_are_to_come_and_say_that_they_are_examples(reference):
    load_networks()
    load_events()
    examples = EventPage.objects.filter(is_example=True)
    assert examples.count() == 6
    assert set(EventPage.objects.coming()) == set(examples)
    assert len({event.event_kind.code for event in examples}) == 6
    assert {event.state for event in examples} == {"gaat-door", "afgelast", "verplaatst"}
    assert {event.registration for event in examples} >= {"open", "wachtlijst"}
    assert any(event.is_online for event in examples)
    assert all(event.accessibility for event in examples)
    assert len({event.path[:-4] for event in examples}) == 5
    for event in examples:
        assert event.local_start.isoweekday() <= 5
        assert event.local_start.hour in range(8, 14)
    # loading again changes nothing
    before = {event.pk: (event.start, event.latest_revision_id) for event in EventPage.objects.all()}
    for report in load_events():
        assert (report.created, report.updated) == (0, 0)
    assert before == {event.pk: (event.start, event.latest_revision_id) for event in EventPage.objects.all()}


def test_a_start_of_the_site_later_leaves_days_and_edits(reference):
    """The examples were made five weeks ago, and somebody edited one."""
    load_networks()
    load_events()
    long_ago = timezone.now() - datetime.timedelta(weeks=5)
    kept = EventPage.objects.get(starter_id="voorbeeld-inspiratiedag-school")
    earlier = kept.start - datetime.timedelta(weeks=5)
    EventPage.objects.filter(pk=kept.pk).update(first_published_at=long_ago, start=earlier)
    edited = EventPage.objects.get(starter_id="voorbeeld-webinar-heldere-brieven")
    edited.title = "Webinar: korte brieven"
    edited.start += datetime.timedelta(days=1)
    edited.end += datetime.timedelta(days=1)
    edited.save_revision(user=UserFactory()).publish()
    load_events()
    again = EventPage.objects.get(pk=edited.pk)
    assert (again.title, again.start) == (edited.title, edited.start)
    kept.refresh_from_db()
    assert kept.local_start.date() == day_after(timezone.localtime(long_ago).date(), weeks=11, weekday=4)


def test_a_day_is_counted_in_weeks_so_that_it_is_never_in_a_weekend():
    for number in range(400):
        loaded = datetime.date(2026, 10, 1) + datetime.timedelta(days=number)
        day = day_after(loaded, weeks=2, weekday=4)
        assert day.isoweekday() == 4
        assert 7 < (day - loaded).days < 21


UNKNOWN_THEME = [{"title": "x", "presenting_municipalities": [], "themes": ["niets"]}]
FAULTS = (
    ({"kind": "feestje"}, "kind", "'feestje' is not a known code"),
    ({"municipality": "99999"}, "municipality", "'99999' is not a known code"),
    ({"start_date": "30 april"}, "start_date", "'30 april' is not a day"),
    ({"source_url": "geen adres"}, "source_url", ""),
    ({"sessions": UNKNOWN_THEME}, "sessions.themes", "'niets' is not a known code"),
    ({"id": "inspiratiedag-plan-samenleven-2023"}, "id", "stands in row"),
)


def test_a_fault_names_file_row_column_and_rule(reference, files):
    whole = (files / "events.json").read_text()
    for values, column, rule in FAULTS:
        (files / "events.json").write_text(whole)
        change(files / "events.json", 2, **values)
        with pytest.raises(DataFault) as caught:
            load_events(files)
        assert (Path(caught.value.file).name, caught.value.row, caught.value.column) == ("events.json", 3, column)
        assert rule in caught.value.rule
    assert not EventPage.objects.exists()


def test_a_summary_holds_only_what_is_known():
    row = {"organisers": ["VVSG", "Stad Genk"], "place": "Genk", "audience": "lokale besturen", "sessions": []}
    assert summary_of("Studiedag", row) == "Studiedag van VVSG en Stad Genk. Plaats: Genk. Voor: lokale besturen."
    nothing = {"organisers": [], "place": None, "audience": None, "sessions": [{"title": "Taal"}, {"title": "Werk"}]}
    assert summary_of("Studiedag", nothing) == "Studiedag. Op het programma: Taal en Werk."
    assert len(summary_of("Studiedag", {**row, "audience": "x" * 300})) <= 280
