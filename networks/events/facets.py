"""What the agenda can be filtered by; coming and past events are two lists of the same form."""

from typing import Any

from django.db.models import Case, CharField, F, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from networks.detail import PAST
from networks.events.querysets import EventQuerySet
from portal.pages.facet_choices import Choice, Vocabulary, municipalities, terms, themes
from portal.pages.facet_index import FacetField, Sort
from portal.pages.listing import ListingDefinition
from portal.reference.models import EventKind, ReferenceRegion
from portal.sorting import sort_key

ONLINE = "online"
PAST_EVENTS_LABEL = gettext_lazy("Voorbije evenementen")


def with_facets(events: EventQuerySet) -> EventQuerySet:
    """Add what the facets read and no column holds: the region or *online*, and whether the list is of the past."""
    where = Case(
        When(municipality=None, is_online=True, then=Value(ONLINE)),
        default=F("municipality__region__code"),
        output_field=CharField(),
    )
    found: EventQuerySet = events.annotate(where=where, told_as=Value("1"))
    return found


def _regions() -> Vocabulary:
    regions = terms(ReferenceRegion)
    return Vocabulary(lambda: [*regions.read(), Choice(ONLINE, _("Online"))], regions.watched)


_FACETS = (
    FacetField("thema", gettext_lazy("Thema"), "themes__code", themes(), is_open=True),
    FacetField("soort", gettext_lazy("Soort"), "event_kind__code", terms(EventKind), is_open=True),
    FacetField("regio", gettext_lazy("Regio of online"), "where", _regions(), is_open=True),
    FacetField("gemeente", gettext_lazy("Gemeente"), "municipality__nis", municipalities(), is_drawn=False),
)


def _soonest(row: Any) -> tuple[float, int]:
    return row.start.timestamp() if row.start else 0, row.pk


def _latest(row: Any) -> tuple[bool, float, str]:
    """Latest first; what has no day comes last, by name."""
    return row.start is None, -row.start.timestamp() if row.start else 0, sort_key(row.title)


COMING_EVENTS = ListingDefinition(
    name="agenda",
    facets=_FACETS,
    sorts=(Sort("datum", gettext_lazy("Eerst wat eerst komt"), ("start", "pk"), key=_soonest),),
    page_size=20,
)
PAST_EVENTS = ListingDefinition(
    name="agenda-voorbij",
    # Every item of this list has it, so that it stays in the address of each filter and page.
    facets=(
        *_FACETS,
        FacetField(
            PAST,
            gettext_lazy("Voorbij"),
            "told_as",
            Vocabulary(lambda: [Choice("1", str(PAST_EVENTS_LABEL))]),
            is_drawn=False,
        ),
    ),
    sorts=(Sort("datum", gettext_lazy("Laatste eerst"), ("start", "title"), key=_latest),),
)
