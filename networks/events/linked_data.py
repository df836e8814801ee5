"""An event as linked data (schema.org Event)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from portal.cards import Link
from portal.navigation.context import identity

if TYPE_CHECKING:
    from networks.events.models import EventPage

_STATES = {"gaat-door": "EventScheduled", "verplaatst": "EventRescheduled", "afgelast": "EventCancelled"}


def linked_data(event: "EventPage", organisers: tuple[Link, ...], request: HttpRequest) -> dict[str, Any]:
    """Return the description of an event."""
    site = identity(event.get_url(request) or "/")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": site.here,
        "url": site.here,
        "name": event.title,
        "description": event.summary,
        "inLanguage": "nl-BE",
        "startDate": _moment(event, event.local_start),
        "endDate": _moment(event, event.local_end),
        "eventStatus": f"https://schema.org/{_STATES[event.state]}",
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}",
        "location": _location(event, site.here),
        "organizer": [{"@type": "Organization", "name": organiser.text} for organiser in organisers],
        "maximumAttendeeCapacity": event.capacity,
    }
    if event.moved_from and event.state == event.State.MOVED:
        data["previousStartDate"] = event.moved_from.isoformat()
    return {name: value for name, value in data.items() if value not in ("", None, [])}


def _moment(event: "EventPage", moment: Any) -> str:
    if moment is None:
        return ""
    return str((moment.date() if event.is_all_day else moment).isoformat())


def _mode(event: "EventPage") -> str:
    if not event.is_online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.place or event.municipality else "OnlineEventAttendanceMode"


def _location(event: "EventPage", address: str) -> list[dict[str, Any]]:
    places: list[dict[str, Any]] = []
    if event.place or event.municipality:
        town = event.municipality.name if event.municipality else ""
        place: dict[str, Any] = {"@type": "Place", "name": event.place or town}
        if town:
            place["address"] = {"@type": "PostalAddress", "addressLocality": town, "addressCountry": "BE"}
        places.append(place)
    if event.is_online:
        places.append({"@type": "VirtualLocation", "url": event.online_url or address})
    return places
