"""How an event is found."""

from dataclasses import replace
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Length, Substr

from networks.events.cards import card
from networks.events.facets import EVENT_KIND, ONLINE
from networks.events.models import EventPage
from networks.models import NetworkPage
from portal.pages.search import PREFETCHED, code, knowledge_document
from portal.searchable import SearchDocument, headings_of, plain_text


def findable_events() -> QuerySet[EventPage]:
    """Return the public events with what their documents need; `network_title` is that of a public network."""
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - EventPage.steplen)
    network = NetworkPage.objects.visible_to_public().filter(path=parent).annotate(name=F("title")).values("name")
    found: QuerySet[EventPage] = (
        EventPage.objects.visible_to_public()
        .with_cards()
        .select_related("owner_organisation")
        .annotate(network_title=Coalesce(Subquery(network), Value("")))
        .prefetch_related(*PREFETCHED, "organisers__organisation", "presenting", "session_themes")
    )
    return found


def event_document(event: Any) -> SearchDocument:
    """Return what can be found of an event: also by who organises it, who presents, and what its sessions are about."""
    drawn = card(event)
    sessions = [session.value for session in event.programme]
    places = {place.nis for place in (event.municipality, *event.presenting.all()) if place}
    themes = {theme.code for theme in (*event.themes.all(), *event.session_themes.all())}
    return knowledge_document(
        event,
        replace(drawn, foot=(*drawn.foot, event.network_title)) if event.network_title else drawn,
        headings=(*(str(session["title"]) for session in sessions), *headings_of(event.body, event.report)),
        text=plain_text(event.place, event.for_whom, event.body, *map(_session_text, sessions), event.report),
        tags=(
            str(event.kind_label),
            event.event_kind.label if event.event_kind else "",
            event.network_title,
            event.date_text,
            *(organiser.organisation.name for organiser in event.organisers.all()),
        ),
        facets={
            "gemeente": tuple(sorted(places)),
            "thema": tuple(sorted(themes)),
            "regio": (ONLINE,) if event.is_online and not event.municipality else (),
            EVENT_KIND: code(event.event_kind),
        },
        starts=event.start,
        ends=event.over_at,
        is_over=event.is_past,
    )


def _session_text(session: Any) -> str:
    """Return what a session says in words; what it refers to is found as a facet."""
    return " ".join(part for part in (session["title"], session["note"], session["speakers"]) if part)
