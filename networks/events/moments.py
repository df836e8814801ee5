"""When an event is, in words: days in full, hours as *9.15 tot 16.30 uur*."""

import datetime
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.wording import NO_BREAK, long_date, sentence

if TYPE_CHECKING:
    from networks.events.models import EventPage


def known_time_zone(name: str) -> None:
    """Refuse a time zone that does not exist."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is geen tijdzone."), params={"name": name})


def clock(moment: datetime.datetime | datetime.time) -> str:
    """Return an hour as people say it: *9.15*, *16*."""
    return f"{moment.hour}.{moment.minute:02}" if moment.minute else str(moment.hour)


def timetable(moment: datetime.time) -> str:
    """Return an hour in a column of hours, always with its minutes: *10.00*."""
    return f"{moment.hour}.{moment.minute:02}"


def hours(event: "EventPage") -> str:
    """Return the hours of an event of one day: *9.15 tot 16.30 uur*; nothing when no hour is known."""
    start, end = event.local_start, event.local_end
    if start is None or event.is_all_day or _lasts_days(event):
        return ""
    if end is None or end == start:
        words = _("%(start)s uur") % {"start": clock(start)}
    else:
        words = _("%(start)s tot %(end)s uur") % {"start": clock(start), "end": clock(end)}
    return words.replace(" ", NO_BREAK)


def when(event: "EventPage") -> str:
    """Return day and hours in full: *Donderdag 11 februari 2027, 9.15 tot 16.30 uur*; else the words of the source."""
    start, end = event.local_start, event.local_end
    if start is None:
        return sentence(event.date_text)
    if end is None or not _lasts_days(event):
        return sentence(", ".join(part for part in (long_date(start.date()), hours(event)) if part))
    if event.is_all_day:
        first, last = long_date(start.date()), long_date(end.date())
    else:
        first, last = _moment(start), _moment(end)
    return sentence(_("%(first)s tot %(last)s") % {"first": first, "last": last})


def when_beside_date(event: "EventPage") -> str:
    """Return what a date box leaves unsaid: *Donderdag, 13.30 tot 16 uur*, or the last day of several."""
    start, end = event.local_start, event.local_end
    if start is None:
        return sentence(event.date_text)
    if end is not None and _lasts_days(event):
        return _("Tot %(day)s") % {"day": long_date(end.date())}
    return sentence(", ".join(part for part in (date_format(start, "l"), hours(event)) if part))


def _moment(moment: datetime.datetime) -> str:
    return _("%(day)s, %(hour)s uur") % {"day": long_date(moment.date()), "hour": clock(moment)}


def _lasts_days(event: "EventPage") -> bool:
    start, end = event.local_start, event.local_end
    return bool(start and end and start.date() != end.date())
