"""What the page of an event shows, as values for its template."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.translation import gettext as _

from networks.events import cards
from networks.events.calendars import CALENDAR_FILE
from networks.events.linked_data import linked_data
from networks.events.moments import timetable, when
from networks.fillings import networks_address
from networks.models import NetworkPage
from portal import slots
from portal.cards import Fact, Link, Silhouette, Tag
from portal.linked_data import safe_json
from portal.navigation.trails import crumbs
from portal.organisations.models import Municipality
from portal.pages.terms import terms_of
from portal.reference.models import Theme
from portal.wording import dutch_number, file_size, long_date, sentence
from practices.models import PracticePage

if TYPE_CHECKING:
    from networks.events.models import EventPage


@dataclass(frozen=True)
class Session:
    """A row of the programme."""

    hour: str
    title: str
    practice_url: str
    notes: tuple[str, ...]
    tellers: tuple[Link, ...]
    """Municipalities, and whoever else speaks."""
    room: str
    slides: Link | None


@dataclass(frozen=True)
class Programme:
    """The sessions, and which columns say anything."""

    sessions: tuple[Session, ...]

    @property
    def has_hours(self) -> bool:
        """Whether any session has an hour."""
        return any(session.hour for session in self.sessions)

    @property
    def has_tellers(self) -> bool:
        """Whether it is known of any session who tells."""
        return any(session.tellers for session in self.sessions)

    @property
    def has_rooms(self) -> bool:
        """Whether any session has a room."""
        return any(session.room for session in self.sessions)


@dataclass(frozen=True)
class Notice:
    """What stands above the page: cancelled, or moved."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True)
class Contact:
    """Who answers: the service of the owner, or the source and the municipality's page."""

    title: str
    service: str = ""
    organisation: Link | None = None
    silhouette: Silhouette | None = None
    source: Link | None = None
    places: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Registration:
    """How to take part, in words."""

    state: Tag | None
    text: str


def rendered(event: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """Return the page's content as HTML and what stands around it; of a draft as it stands in memory."""
    if not getattr(request, "is_preview", False):
        event = type(event).objects.with_page().get(pk=event.pk)
    shown = context(event, request)
    inside = render_to_string("events/event_inside.html", {**shown, "page": event}, request=request)
    return {"inside": inside, **{name: shown[name] for name in ("label", "crumbs", "linked_data")}}


def context(event: "EventPage", request: HttpRequest) -> dict[str, Any]:
    """Return everything that the content shows."""
    network = _network(event)
    organisers, contact = _organisers(event), _contact(event)
    programme = _programme(event)
    told = {session.practice_url for session in programme.sessions}
    named = _named(event)
    start = event.local_start
    return {
        "crumbs": _crumbs(event, network, request),
        "label": event.event_kind.label if event.event_kind else str(event.kind_label),
        "tags": cards.tags(event),
        "day": start.date() if start else None,
        "is_past": event.is_past,
        "calendar_url": _calendar_url(event, request),
        "notice": _notice(event),
        "programme": programme,
        "facts": _facts(event, network, request),
        "accessibility": _accessibility(event),
        "registration": _registration(event),
        "contact": contact,
        "organisers": organisers if organisers != (contact.organisation,) else (),
        "tellers": tuple(Link(place.name, place.get_absolute_url()) for place in named),
        "teller_silhouettes": tuple(
            Silhouette(place.silhouette, place.silhouette_box) for place in named if place.silhouette
        ),
        "similar": slots.render("similar", {"request": request, "item": event, "shown": told}),
        "linked_data": safe_json(linked_data(event, organisers, request)),
    }


def _calendar_url(event: "EventPage", request: HttpRequest) -> str:
    """Return where the file for a calendar is, of a dated event that is to come and goes on."""
    is_offered = event.start and not event.is_past and not event.is_cancelled
    return f"{event.get_url(request) or ''}{CALENDAR_FILE}" if is_offered else ""


def _network(event: "EventPage") -> NetworkPage | None:
    """Return the network whose event it is, when the public may see that network."""
    parent = event.path[: -event.steplen]
    return NetworkPage.objects.visible_to_public().filter(path=parent).first() if parent else None


def _crumbs(event: "EventPage", network: NetworkPage | None, request: HttpRequest) -> tuple[Link, ...]:
    if network is None:
        return crumbs(Link(_("Evenementen"), f"{get_script_prefix()}evenementen/"), Link(event.title))
    trail = (Link(_("Netwerken"), networks_address()), Link(network.title, network.get_url(request) or ""))
    return crumbs(*trail, Link(event.title))


def _notice(event: "EventPage") -> Notice | None:
    if event.is_cancelled:
        text = _("Het gaat niet door.") if event.is_past else _("Het gaat niet door op deze dag.")
        return Notice("error", _("Dit evenement is afgelast"), text)
    if event.state == event.State.MOVED and event.moved_from:
        days = {"old": long_date(event.moved_from), "new": when(event)[:1].lower() + when(event)[1:]}
        return Notice(
            "warn", _("Dit evenement is verplaatst"), _("Het stond eerst op %(old)s. Nu is het op %(new)s.") % days
        )
    return None


def _programme(event: "EventPage") -> Programme:
    sessions = [block.value for block in event.programme]
    themes = {theme.code: theme.label for theme in Theme.objects.filter(code__in=_codes(sessions))} if sessions else {}
    chosen = [session["practice"].pk for session in sessions if session["practice"]]
    practices = {
        practice.pk: practice.get_url() or ""
        for practice in (PracticePage.objects.visible_to_public().filter(pk__in=chosen) if chosen else ())
    }
    return Programme(tuple(_session(session, themes, practices) for session in sessions))


def _codes(sessions: list[Any]) -> set[str]:
    return {code for session in sessions for code in session["themes"] if code}


def _session(session: Mapping[str, Any], themes: Mapping[str, str], practices: Mapping[int, str]) -> Session:
    subjects = [themes[code].lower() for code in session["themes"] if code in themes]
    about = _("Thema: %(themes)s") % {"themes": ", ".join(subjects)} if subjects else ""
    places = [Link(place.name, place.get_absolute_url()) for place in session["municipalities"] if place]
    speakers = [Link(session["speakers"])] if session["speakers"] else []
    hour: datetime.time | None = session["start"]
    slides = session["slides"]
    return Session(
        hour=timetable(hour) if hour else "",
        title=session["title"] or "",
        practice_url=practices.get(session["practice"].pk, "") if session["practice"] else "",
        notes=tuple(note for note in (session["note"], about) if note),
        tellers=(*places, *speakers),
        room=session["room"] or "",
        slides=Link(f"{slides.title} ({slides.file_extension}, {file_size(slides.file_size)})", slides.url)
        if slides
        else None,
    )


def _named(event: "EventPage") -> list[Municipality]:
    """Return the municipalities that the programme names, each once."""
    named = [place for session in event.programme for place in session.value["municipalities"] if place]
    return list(dict.fromkeys(named))


def _facts(event: "EventPage", network: NetworkPage | None, request: HttpRequest) -> tuple[Fact, ...]:
    moment, terms = when(event), terms_of(event, ("target_groups", "themes"))
    source_words = sentence(event.date_text) if event.date_text and event.local_start else ""
    facts = [
        Fact(_("Wanneer"), (Link(moment),)),
        # The words of the source say more when they are not the day itself: hours, or several days.
        Fact(_("Volgens de bron"), (Link(source_words if source_words.lower() not in moment.lower() else ""),)),
        Fact(_("Waar"), _where(event)),
        Fact(
            _("Online"), (Link(event.online_url, event.online_url),) if event.online_url and not event.is_past else ()
        ),
        Fact(_("Prijs"), (Link(event.price),)),
        Fact(_("Voor wie"), (Link(event.for_whom),)),
        Fact(_("Doelgroepen"), tuple(Link(group.label) for group in terms["target_groups"])),
        Fact(_("Plaatsen"), (Link(dutch_number(event.capacity)),)),
        Fact(_("Netwerk"), (Link(network.title, network.get_url(request) or ""),) if network else ()),
        Fact(_("Thema’s"), tuple(Link(theme.label, theme.get_absolute_url()) for theme in terms["themes"])),
    ]
    return tuple(fact for fact in facts if any(value.text for value in fact.values))


def _where(event: "EventPage") -> tuple[Link, ...]:
    """Return the place, and its municipality as a link where the place does not name it already."""
    town = event.municipality
    venue = event.place.removesuffix(town.name).rstrip(", ") if town else event.place
    places = [Link(venue)] if venue else []
    if town:
        places.append(Link(town.name, town.get_absolute_url()))
    return (*places, Link(_("online"))) if event.is_online else tuple(places)


def _accessibility(event: "EventPage") -> str:
    """Return what is known of the accessibility; of an own event that is to come, also that nothing is known."""
    if event.accessibility or event.is_from_source or event.is_past or event.is_online:
        return event.accessibility
    return _("Nog niet ingevuld. Vraag het aan de organisator als je iets nodig hebt om mee te doen.")


def _registration(event: "EventPage") -> Registration | None:
    if event.is_past or event.is_cancelled or event.is_from_source:
        return None
    if event.registration == event.Registration.NONE:
        return Registration(None, event.registration_note or _("Inschrijven hoeft niet."))
    state = next((tag for tag in cards.tags(event) if tag.text == str(event.get_registration_display())), None)
    return Registration(state, event.registration_note)


def _organisers(event: "EventPage") -> tuple[Link, ...]:
    rows = event.organisers.select_related("organisation__municipality")
    known = [Link(row.organisation.name, row.organisation.get_absolute_url()) for row in rows]
    others = [Link(name) for name in (part.strip() for part in event.other_organisers.split(",")) if name]
    return (*known, *others)


def _contact(event: "EventPage") -> Contact:
    if event.is_from_source:
        place = event.municipality
        return Contact(
            title=_("Lees meer bij de bron"),
            source=Link(event.source_title or event.source_url, event.source_url),
            places=(Link(place.name, place.get_absolute_url()),) if place else (),
        )
    owner = event.owner_organisation
    place = owner.municipality if owner else None
    return Contact(
        title=_("Organisatie"),
        silhouette=Silhouette(place.silhouette, place.silhouette_box) if place and place.silhouette else None,
        service=event.contact_service,
        organisation=Link(owner.name, owner.get_absolute_url()) if owner else None,
    )
