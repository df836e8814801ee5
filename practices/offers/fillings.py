"""What offers add to the pages of others: home, municipalities, organisations, themes, actions, practices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import get_script_prefix
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.cards import Entrance, Link, Section
from practices.offers.cards import card
from practices.offers.models import OfferPage
from practices.offers.overview import in_words
from practices.offers.querysets import OfferQuerySet

MOST = 3
MOST_OF_ORGANISATION = 24
DOORS = (
    (gettext_lazy("Mentoring naar werk"), "thema=mentoring-naar-werk"),
    (gettext_lazy("Buddywerking"), "thema=buddywerking"),
    (gettext_lazy("Integrale toegankelijkheid"), "thema=integrale-toegankelijkheid"),
)
"""Doors on the home page: words, and what they ask of the listing; each finds something in the starter content."""


def listing_address(query: str = "") -> str:
    """Return the address of the listing, filtered."""
    address = f"{get_script_prefix()}aanbod/"
    return f"{address}?{query}" if query else address


def _public() -> OfferQuerySet:
    found: OfferQuerySet = OfferPage.objects.visible_to_public().with_cards().order_by("title")
    return found


def _section(
    offers: QuerySet[OfferPage], context: Mapping[str, Any], *, more: Link | None, title: str = "", most: int = MOST
) -> Section | None:
    """Return the first of `offers`; `more` leads to all when there are more."""
    found = list(offers[: most + 1])
    drawn = tuple(card(offer, context["request"]) for offer in found[:most])
    return (
        Section("aanbod", title or _("Aanbod"), cards=drawn, more=more if len(found) > most else None)
        if drawn
        else None
    )


def of_municipality(context: Mapping[str, Any]) -> Section | None:
    """Offers that name a municipality as theirs."""
    place = context["municipality"]
    more = Link(_("Al het aanbod"), listing_address(f"gemeente={place.nis}"))
    title = _("Aanbod voor %(place)s") % {"place": place.name}
    return _section(_public().filter(municipalities=place), context, more=more, title=title)


def of_organisation(context: Mapping[str, Any]) -> Section | None:
    """What an organisation offers."""
    offered = _public().filter(owner_organisation=context["organisation"])
    return _section(offered, context, more=None, most=MOST_OF_ORGANISATION)


def of_theme(context: Mapping[str, Any]) -> Section | None:
    """Offers on a theme or one of its sub-themes."""
    theme = context["theme"]
    links = OfferPage.themes.through.objects.filter(Q(theme=theme) | Q(theme__parent=theme))
    about = _public().filter(pk__in=links.values("offerpage"))
    return _section(
        about, context, more=Link(_("Al het aanbod over dit thema"), listing_address(f"thema={theme.code}"))
    )


def of_action(context: Mapping[str, Any]) -> Section | None:
    """Offers that help with an action."""
    action = context["action"]
    more = Link(_("Al het aanbod bij deze actie"), listing_address(f"actie={action.code}"))
    return _section(_public().filter(actions=action), context, more=more)


def entrance(context: Mapping[str, Any]) -> Entrance:
    """The way in on the home page."""
    public = OfferPage.objects.visible_to_public().order_by()
    is_open = Q(status__code="open") & (Q(closes_on=None) | Q(closes_on__gte=localdate()))
    counts = public.aggregate(all=Count("pk"), open=Count("pk", filter=is_open))
    still_open = _("%(count)s open voor aanvraag") % {"count": counts["open"]} if counts["open"] else ""
    return Entrance(
        kind="offer",
        title=_("Aanbod"),
        url=listing_address(),
        count=", ".join(words for words in (in_words(counts["all"]), still_open) if words),
        line=_("Wat expertorganisaties voor je gemeente doen."),
        doors=tuple(Link(str(text), listing_address(query)) for text, query in DOORS),
    )
