"""Days and hours in words, on the clock of the event's place."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from networks.events.models import EventPage
from networks.events.moments import clock, hours, timetable, when, when_beside_date
from portal.wording import NO_BREAK

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(day: int, hour: int = 0, minute: int = 0, month: int = 2) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BRUSSELS)


pytestmark = pytest.mark.django_db  # a page looks up its type


def event(start: datetime | None = None, end: datetime | None = None, **values) -> EventPage:
    return EventPage(title="Iets", start=start, end=end, **values)


def plain(text: str) -> str:
    return text.replace(NO_BREAK, " ")


@pytest.mark.parametrize(
    ("moment", "said", "in_table"),
    [(time(9, 15), "9.15", "9.15"), (time(16), "16", "16.00"), (time(0, 5), "0.05", "0.05")],
)
def test_an_hour(moment, said, in_table):
    assert clock(moment) == said
    assert timetable(moment) == in_table


@pytest.mark.parametrize(
    ("values", "full", "beside"),
    [
        (
            {"start": at(11, 9, 15), "end": at(11, 16, 30)},
            "Donderdag 11 februari 2027, 9.15 tot 16.30 uur",
            "Donderdag, 9.15 tot 16.30 uur",
        ),
        ({"start": at(11, 13, 30)}, "Donderdag 11 februari 2027, 13.30 uur", "Donderdag, 13.30 uur"),
        ({"start": at(11), "is_all_day": True}, "Donderdag 11 februari 2027", "Donderdag"),
        ({"start": at(11), "end": at(11, 23, 59), "is_all_day": True}, "Donderdag 11 februari 2027", "Donderdag"),
        (
            {"start": at(11), "end": at(12, 23, 59), "is_all_day": True},
            "Donderdag 11 februari 2027 tot vrijdag 12 februari 2027",
            "Tot vrijdag 12 februari 2027",
        ),
        (
            {"start": at(11, 9), "end": at(12, 16)},
            "Donderdag 11 februari 2027, 9 uur tot vrijdag 12 februari 2027, 16 uur",
            "Tot vrijdag 12 februari 2027",
        ),
        ({"date_text": "in 2019, vijf dagen"}, "In 2019, vijf dagen", "In 2019, vijf dagen"),
    ],
)
def test_when_it_is(values, full, beside):
    shown = event(**values)
    assert plain(when(shown)) == full
    assert plain(when_beside_date(shown)) == beside


def test_hours_do_not_break_over_lines():
    assert " " not in hours(event(at(11, 9), at(11, 16)))


def test_the_clock_changes_and_the_hours_stay():
    """The same hour in Brussels is another in UTC before and after the last Sunday of March."""
    winter, summer = event(at(27, 9, month=3)), event(at(28, 9, month=3))
    assert (winter.start.astimezone(UTC).hour, summer.start.astimezone(UTC).hour) == (8, 7)
    assert {plain(hours(each)) for each in (winter, summer)} == {"9 uur"}


def test_an_event_elsewhere_is_told_on_its_own_clock():
    lisbon = event(datetime(2027, 2, 11, 9, tzinfo=UTC), time_zone="Europe/Lisbon")
    assert plain(hours(lisbon)) == "9 uur"
    assert plain(hours(event(datetime(2027, 2, 11, 9, tzinfo=UTC)))) == "10 uur"


def test_an_evening_belongs_to_its_own_day():
    late = event(datetime(2027, 2, 10, 23, 30, tzinfo=UTC))
    assert plain(when(late)) == "Donderdag 11 februari 2027, 0.30 uur"
