"""How many events stand behind a theme or an organisation (portal.counting)."""

from collections.abc import Mapping

from django.db.models import Count
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.events.fillings import agenda_address
from networks.events.models import EventOrganiser, EventPage
from networks.events.querysets import EventQuerySet
from portal import counting
from portal.wording import counted


def coming_by_theme() -> Mapping[str, int]:
    """Return the number of coming events for each theme; a main theme counts its sub-themes too."""
    return _by_theme(EventPage.objects.visible_to_public().coming())


def past_by_theme() -> Mapping[str, int]:
    """Return the number of past events for each theme; a main theme counts its sub-themes too."""
    return _by_theme(EventPage.objects.visible_to_public().past())


def by_organisation() -> Mapping[str, int]:
    """Return the number of events, coming and past, for each organisation that organises."""
    public = EventPage.objects.visible_to_public().order_by().values("pk")
    rows = EventOrganiser.objects.filter(event__in=public).order_by().values_list("organisation__code")
    return dict(rows.annotate(number=Count("event", distinct=True)))


def _by_theme(events: EventQuerySet) -> Mapping[str, int]:
    rows = EventPage.themes.through.objects.filter(eventpage__in=events.order_by().values("pk")).order_by()
    main = Coalesce("theme__parent__code", "theme__code")
    number = Count("eventpage", distinct=True)
    of_main = rows.annotate(code=main).values_list("code").annotate(number=number)
    of_sub = rows.exclude(theme__parent=None).values_list("theme__code").annotate(number=number)
    return dict(of_main.union(of_sub))


def register() -> None:
    """Register what is counted, and where exactly those events are listed."""
    counting.register(
        "theme",
        order=50,
        name="events",
        title=_("Evenementen"),
        counts=coming_by_theme,
        label=lambda number: counted(number, gettext("komend evenement"), gettext("komende evenementen")),
        url=lambda code: agenda_address(thema=code),
    )
    counting.register(
        "theme",
        order=60,
        name="past events",
        title=_("Voorbije evenementen"),
        counts=past_by_theme,
        label=lambda number: counted(number, gettext("voorbij evenement"), gettext("voorbije evenementen")),
        url=lambda code: agenda_address(voorbij="1", thema=code),
    )
    counting.register(
        "organisation",
        order=50,
        name="events",
        title=_("Evenementen"),
        counts=by_organisation,
        label=lambda number: counted(number, gettext("evenement"), gettext("evenementen")),
        url=lambda code: f"{reverse('organisation', args=[code])}#evenementen",
    )
