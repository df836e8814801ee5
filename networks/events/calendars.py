"""Events as files for a calendar (RFC 5545)."""

import datetime
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from icalendar import Calendar, Event
from icalendar.enums import STATUS

if TYPE_CHECKING:
    from networks.events.models import EventPage

CALENDAR_FILE = "agenda.ics"
"""Last part of the address of an event's file."""
PRODUCT = "-//Samenwijs//Evenementen//NL"


def calendar_file(event: "EventPage", request: HttpRequest) -> HttpResponse:
    """Answer with the event as a file for a calendar; one without a day has none (404)."""
    if event.local_start is None:
        raise Http404
    calendar = Calendar.new(prodid=PRODUCT, subcomponents=[calendar_event(event, request)])
    calendar.add_missing_timezones()
    return HttpResponse(
        calendar.to_ical(),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{event.slug}.ics"'},
    )


def calendar_event(event: "EventPage", request: HttpRequest) -> Event:
    """Return a dated event as a component of a calendar; its identity stays when it moves or is edited."""
    start, end = _times(event)
    return Event.new(
        uid=f"{event.translation_key}@samenwijs",
        sequence=event.live_revision_id or 0,
        stamp=event.last_published_at,
        summary=event.title,
        start=start,
        end=end,
        status=STATUS.CANCELLED if event.is_cancelled else STATUS.CONFIRMED,
        location=", ".join(_location(event)) or None,
        description="\n\n".join(part for part in (event.summary, event.accessibility) if part),
        url=event.get_full_url(request),
    )


def _times(event: "EventPage") -> tuple[Any, Any]:
    """Return start and end: moments, or for a whole day its date and the day after the last (as the RFC asks)."""
    start, end = event.local_start, event.local_end
    if not event.is_all_day:
        return start, end
    last = end or start
    return start and start.date(), last and last.date() + datetime.timedelta(days=1)


def _location(event: "EventPage") -> list[str]:
    town = event.municipality.name if event.municipality else ""
    parts = [event.place, "" if town and event.place.endswith(town) else town]
    if event.is_online:
        parts.append(event.online_url or "online")
    return [part for part in dict.fromkeys(parts) if part]
