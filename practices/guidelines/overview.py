"""The listing of guidelines: AgII's own first, then those of other publishers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.cards import Card, Link
from portal.facets import Facet
from portal.kept import kept
from portal.navigation.trails import crumbs
from portal.pages.listing import Listing, read_listing
from portal.wording import counted
from practices.guidelines.cards import card
from practices.guidelines.facets import AGII, GUIDELINES, OTHER, PUBLISHER

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelineIndexPage, GuidelinePage
    from practices.guidelines.querysets import GuidelineQuerySet


@dataclass(frozen=True)
class Group:
    """Guidelines under one heading; without a title they stand under none."""

    id: str
    title: str
    cards: tuple[Card, ...]


def index_context(index: "GuidelineIndexPage", public: "GuidelineQuerySet", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows of the `public` guidelines; without filters it is kept."""

    def make() -> dict[str, Any]:
        return _rendered(index, public, request)

    shown = make() if request.GET else kept("guidelines", request=request, make=make)
    return {"section": "richtlijnen", "crumbs": crumbs(Link(index.title)), **shown}


def _rendered(index: "GuidelineIndexPage", public: "GuidelineQuerySet", request: HttpRequest) -> dict[str, Any]:
    listing = read_listing(GUIDELINES, public, request, path=index.get_url(request) or "")
    shown = {
        "listing": listing,
        "facets": used_facets(listing),
        "title": counted(listing.total, "richtlijn", "richtlijnen"),
        "sentence": _sentence(listing),
        "groups": _groups(listing, listing.items(public.with_cards()), request),
    }
    return {
        "inside": render_to_string("guidelines/guideline_index_inside.html", shown, request=request),
        "is_first_page": not listing.state.pairs(),
    }


def _groups(listing: Listing, guidelines: list["GuidelinePage"], request: HttpRequest) -> list[Group]:
    """Return AgII's own before those of others; in another order there is one group."""
    if listing.state.sort:
        groups = [Group("alle", "", tuple(card(guideline, request) for guideline in guidelines))]
    else:
        own = tuple(card(guideline, request) for guideline in guidelines if guideline.is_of_agii)
        others = tuple(card(guideline, request) for guideline in guidelines if not guideline.is_of_agii)
        groups = [
            Group("van-agii", _("Richtlijnen van AgII"), own),
            Group("van-anderen", _("Van andere uitgevers, samengevat uit een openbare bron"), others),
        ]
    return [group for group in groups if group.cards]


def used_facets(listing: Listing) -> tuple[Facet, ...]:
    """Return the facets that can narrow something: one that nothing on the whole list has is left out."""
    return tuple(facet for facet in listing.facets if any(listing.index.sets[facet.name].values()))


def _sentence(listing: Listing) -> str:
    """Return how much there is of whom, in words that never count another's guideline as AgII's."""
    counts = listing.counts(PUBLISHER)
    own, others = counts.get(AGII, 0), counts.get(OTHER, 0)
    if not others:
        return ""
    if own:
        words = ngettext(
            "%(own)s van AgII zelf, %(others)s van een andere uitgever, samengevat uit een openbare bron.",
            "%(own)s van AgII zelf, %(others)s van andere uitgevers, samengevat uit openbare bronnen.",
            others,
        )
        return words % {"own": own, "others": others}
    if listing.index.sets[PUBLISHER][AGII]:
        return ngettext(
            "Van een andere uitgever, samengevat uit een openbare bron.",
            "Van andere uitgevers, samengevat uit openbare bronnen.",
            others,
        )
    words = ngettext(
        "AgII publiceerde hier nog geen eigen richtlijnen. Deze %(others)s is van een andere uitgever, "
        "samengevat uit een openbare bron.",
        "AgII publiceerde hier nog geen eigen richtlijnen. Deze %(others)s zijn van andere uitgevers, "
        "samengevat uit openbare bronnen.",
        others,
    )
    return words % {"others": others}
