"""How many events stand behind a theme or an organisation (portal.counting)."""

from collections.abc import Mapping
from functools import partial

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from networks.events.facets import KIND
from networks.events.fillings import agenda_address
from networks.events.models import EventOrganiser, EventPage
from portal import counting
from portal.finding.listings import PAST
from portal.finding.reading import counts_by
from portal.wording import counted


def by_organisation() -> Mapping[str, int]:
    """Return the number of events, coming and past, for each organisation that organises."""
    public = EventPage.objects.visible_to_public().order_by().values("pk")
    rows = EventOrganiser.objects.filter(event__in=public).order_by().values_list("organisation__code")
    return dict(rows.annotate(number=Count("event", distinct=True)))


def register() -> None:
    """Register what is counted, and where exactly those events are listed."""
    counting.register(
        "theme",
        order=50,
        name="events",
        title=_("Evenementen"),
        counts=partial(counts_by, "thema", KIND),
        label=lambda number: counted(number, gettext("komend evenement"), gettext("komende evenementen")),
        url=lambda code: agenda_address(thema=code),
    )
    counting.register(
        "theme",
        order=60,
        name="past events",
        title=_("Voorbije evenementen"),
        counts=partial(counts_by, "thema", KIND, time=PAST),
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
