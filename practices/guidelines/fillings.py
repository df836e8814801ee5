"""What guidelines add to the pages of others: home, organisations, themes, actions, practices."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import get_script_prefix
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.cards import Entrance, Link, Section
from practices.guidelines.cards import card
from practices.guidelines.models import GuidelinePage
from practices.guidelines.querysets import GuidelineQuerySet

MOST = 3
MOST_OF_ORGANISATION = 24
DOORS = (
    (gettext_lazy("Voor mandatarissen"), "publiek=mandataris"),
    (gettext_lazy("Voor wie het uitvoert"), "publiek=uitvoerder"),
    (gettext_lazy("Over inclusieve communicatie"), "thema=inclusieve-communicatie"),
)
"""Doors on the home page: words, and what they ask of the listing; each finds something in the starter content."""


def listing_address(query: str = "") -> str:
    """Return the address of the listing, filtered."""
    address = f"{get_script_prefix()}richtlijnen/"
    return f"{address}?{query}" if query else address


def _public() -> GuidelineQuerySet:
    """AgII's own first."""
    found: GuidelineQuerySet = GuidelinePage.objects.visible_to_public().with_cards().order_by("issued_by", "title")
    return found


def _section(
    guidelines: QuerySet[GuidelinePage], context: Mapping[str, Any], *, more: Link | None, most: int = MOST
) -> Section | None:
    """Return the first of `guidelines`; `more` leads to all when there are more."""
    found = list(guidelines[: most + 1])
    drawn = tuple(card(guideline, context["request"]) for guideline in found[:most])
    return (
        Section("richtlijnen", _("Richtlijnen"), cards=drawn, more=more if len(found) > most else None)
        if drawn
        else None
    )


def of_theme(context: Mapping[str, Any]) -> Section | None:
    """Guidelines on a theme or one of its sub-themes."""
    theme = context["theme"]
    links = GuidelinePage.themes.through.objects.filter(Q(theme=theme) | Q(theme__parent=theme))
    about = _public().filter(pk__in=links.values("guidelinepage"))
    return _section(
        about, context, more=Link(_("Alle richtlijnen over dit thema"), listing_address(f"thema={theme.code}"))
    )


def of_action(context: Mapping[str, Any]) -> Section | None:
    """Guidelines on the themes of an action."""
    action = context["action"]
    links = GuidelinePage.themes.through.objects.filter(theme__actions=action)
    about = _public().filter(pk__in=links.values("guidelinepage"))
    return _section(
        about, context, more=Link(_("Alle richtlijnen bij deze actie"), listing_address(f"actie={action.code}"))
    )


def of_organisation(context: Mapping[str, Any]) -> Section | None:
    """Guidelines that an organisation published."""
    published = _public().filter(owner_organisation=context["organisation"])
    return _section(published, context, more=None, most=MOST_OF_ORGANISATION)


def of_practice(context: Mapping[str, Any]) -> Section | None:
    """Guidelines that name a practice."""
    names = GuidelinePage.practices.through.objects.filter(practicepage=context["page"].pk)
    return _section(_public().filter(pk__in=names.values("guidelinepage")), context, more=None)


def entrance(context: Mapping[str, Any]) -> Entrance:
    """The way in on the home page: what is valid of AgII, and what is of others."""
    public = GuidelinePage.objects.visible_to_public().order_by()
    is_valid = Q(issued_by=GuidelinePage.IssuedBy.AGII) & (Q(valid_to=None) | Q(valid_to__gte=localdate()))
    counts = public.aggregate(own=Count("pk", filter=is_valid), others=Count("pk", filter=Q(issued_by="ander")))
    return Entrance(
        kind="guideline",
        title=_("Richtlijnen"),
        url=listing_address(),
        count=_how_many(counts["own"], counts["others"]),
        line=_("Wat je best doet en waarom, nagekeken door twee redacteuren.")
        if counts["own"]
        else _("Wat je best doet en waarom, met de bron erbij."),
        doors=tuple(Link(str(text), listing_address(query)) for text, query in DOORS),
    )


def _how_many(own: int, others: int) -> str:
    of_agii = ngettext("%(own)s geldige richtlijn van AgII", "%(own)s geldige richtlijnen van AgII", own)
    alone = ngettext("%(others)s richtlijn van een ander", "%(others)s richtlijnen van anderen", others)
    words = [
        of_agii % {"own": own} if own else "",
        (_("%(others)s van anderen") if own else alone) % {"others": others} if others else "",
    ]
    return ", ".join(word for word in words if word) or _("Nog geen richtlijnen")
