"""What networks add to the pages of others: home, municipalities, organisations, practices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.urls import get_script_prefix
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from networks.cards import cards
from networks.models import NetworkMember, NetworkPage
from portal.cards import Link, Section
from portal.organisations.models import Municipality, Organisation

MOST_IN_ASIDE = 6


def networks_address() -> str:
    """Return the address of the listing of networks."""
    return f"{get_script_prefix()}netwerken/"


def of_municipality(context: Mapping[str, Any]) -> Section | None:
    """The networks of a municipality, with since when."""
    place: Municipality = context["municipality"]
    current = Q(until=None) | Q(until__gte=localdate().year)
    since = dict(place.memberships.filter(current).values_list("network", "since"))
    networks = NetworkPage.objects.visible_to_public().filter(pk__in=since).order_by("title")
    links = tuple(
        Link(
            network.title,
            network.get_url(context["request"]) or "",
            _("sinds %(year)s") % {"year": since[network.pk]} if since[network.pk] else "",
        )
        for network in networks[:MOST_IN_ASIDE]
    )
    return Section("netwerken", _("Netwerken"), links=links) if links else None


def of_organisation(context: Mapping[str, Any]) -> Section | None:
    """The networks that an organisation coordinates."""
    organisation: Organisation = context["organisation"]
    coordinated = NetworkPage.objects.visible_to_public().filter(coordinating_organisation=organisation)
    drawn = tuple(cards(coordinated.with_cards().order_by("title")[:MOST_IN_ASIDE], context["request"]))
    return Section("netwerken", _("Coördineert"), cards=drawn) if drawn else None


def of_practice(context: Mapping[str, Any]) -> Section | None:
    """The networks in which a practice is shared, then those of the municipalities that run it."""
    practice = context["page"]
    current = Q(until=None) | Q(until__gte=localdate().year)
    shared = Q(shared_practices__practice=practice.pk)
    of_member = Q(pk__in=NetworkMember.objects.filter(current, municipality__in=context["places"]).values("network"))
    networks = NetworkPage.objects.visible_to_public().filter(shared | of_member).distinct().order_by("title")
    links = tuple(
        Link(network.title, network.get_url(context["request"]) or "") for network in networks[:MOST_IN_ASIDE]
    )
    return Section("netwerken", _("In deze netwerken"), links=links) if links else None
