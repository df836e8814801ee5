"""The entrance of networks and events on the home page."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from networks.events.fillings import agenda_address
from networks.events.models import EventPage
from networks.fillings import networks_address
from networks.models import NetworkPage
from portal.cards import Entrance, Link
from portal.organisations.context import chosen_municipality
from portal.wording import counted


def entrance(context: Mapping[str, Any]) -> Entrance:
    """Return how many networks and coming events there are, with useful doors."""
    request = context["request"]
    networks = NetworkPage.objects.visible_to_public()
    coming = EventPage.objects.visible_to_public().coming()
    doors = []
    mine = chosen_municipality(request)
    own = networks.with_member(mine).order_by("title").first() if mine else None
    if own:
        doors.append(Link(own.title, own.get_url(request) or ""))
    first = coming.exclude(state=EventPage.State.CANCELLED).select_related("event_kind").first()
    if first and first.local_start:
        kind = first.event_kind.label if first.event_kind else str(first.kind_label)
        words = _("%(kind)s op %(day)s") % {"kind": kind, "day": date_format(first.local_start, "j F")}
        doors.append(Link(words, first.get_url(request) or ""))
    doors += [Link(_("Hele agenda"), agenda_address()), Link(_("Alle netwerken"), networks_address())]
    return Entrance(
        kind="network",
        title=_("Netwerken en evenementen"),
        url=networks_address(),
        count=", ".join(
            (
                counted(networks.count(), _("netwerk"), _("netwerken")),
                counted(coming.count(), _("komend evenement"), _("komende evenementen")),
            )
        ),
        line=_("Collega’s uit de buurt, en wanneer je ze ontmoet."),
        doors=tuple(doors[:3]),
    )
