"""The file of an event for a calendar, read back by icalendar."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import EventPageFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")


def read(client, event):
    answer = client.get(f"{event.url}agenda.ics")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{event.slug}.ics"'
    calendar = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    return calendar, entry


@pytest.mark.parametrize("day", [datetime.date(2027, 3, 26), datetime.date(2027, 3, 29)])
def test_hours_are_those_of_brussels_on_both_sides_of_the_clock_change(client, day):
    start = datetime.datetime.combine(day, datetime.time(9, 15), BRUSSELS)
    event = EventPageFactory(start=start, end=start + datetime.timedelta(hours=7), municipality=MunicipalityFactory())
    calendar, entry = read(client, event)
    assert entry.start == start
    assert entry.end - entry.start == datetime.timedelta(hours=7)
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]
    assert entry["SUMMARY"] == event.title
    assert entry["LOCATION"] == f"{event.place}, {event.municipality.name}"
    assert entry["URL"].endswith(event.url)


def test_a_whole_day_has_no_hours_and_ends_the_day_after(client):
    start = datetime.datetime(2027, 2, 11, tzinfo=BRUSSELS)
    _calendar, entry = read(client, EventPageFactory(start=start, end=None, is_all_day=True))
    assert entry.start == datetime.date(2027, 2, 11)
    assert entry.end == datetime.date(2027, 2, 12)


def test_a_cancelled_event_says_so_under_the_same_identity(client):
    event = EventPageFactory()
    _calendar, before = read(client, event)
    event.state = "afgelast"
    event.save_revision().publish()
    _calendar, after = read(client, event)
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_an_event_without_a_day_has_no_file(client):
    event = EventPageFactory(from_source=True, start=None, end=None, date_text="ergens in 2019")
    assert client.get(f"{event.url}agenda.ics").status_code == 404
    assert "agenda.ics" not in client.get(event.url).content.decode()


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_the_file_of_a_hidden_event_is_hidden(client, state):
    event = FORBIDDEN_STATES[state](EventPageFactory())
    assert b"VEVENT" not in client.get(f"{event.url}agenda.ics").content


@pytest.mark.parametrize("path", ["/agenda.ics", "/netwerken/agenda.ics", "/evenementen/niets/agenda.ics"])
def test_nothing_else_has_a_file(client, site_tree, path):
    assert client.get(path).status_code == 404
