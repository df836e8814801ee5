"""The listing of guidelines: AgII's own first, then those of other publishers."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.finding import reading
from portal.finding.listings import Listing, Row
from portal.finding.pages import listing_context
from practices.guidelines.facets import AGII, GUIDELINES, ISSUER, KIND, OTHER, OWN_FIRST

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelineIndexPage


@dataclass(frozen=True)
class Group:
    """Guidelines under one heading; without a title they stand under none."""

    id: str
    title: str
    rows: tuple[Row, ...]


def index_context(index: "GuidelineIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows."""

    def more(listing: Listing) -> dict[str, Any]:
        return {"sentence": _sentence(listing), "groups": _groups(listing)}

    shown = listing_context(index, request, GUIDELINES, "guidelines/guideline_index_inside.html", more)
    return {"section": "richtlijnen", **shown}


def _groups(listing: Listing) -> list[Group]:
    """Return AgII's own before those of others; in another order there is one group."""
    if listing.sort != OWN_FIRST:
        return [Group("", "", listing.rows)]
    own = tuple(row for row in listing.rows if ISSUER.stored(AGII) in row.values)
    others = tuple(row for row in listing.rows if ISSUER.stored(AGII) not in row.values)
    groups = [
        Group("van-agii", _("Richtlijnen van AgII"), own),
        Group("van-anderen", _("Van andere uitgevers, samengevat uit een openbare bron"), others),
    ]
    return [group for group in groups if group.rows]


def _sentence(listing: Listing) -> str:
    """Return how much there is of whom, in words that never count another's guideline as AgII's."""
    own, others = (listing.counts.get(ISSUER.stored(issuer), 0) for issuer in (AGII, OTHER))
    if not others:
        return ""
    if own:
        words = ngettext(
            "%(own)s van AgII zelf, %(others)s van een andere uitgever, samengevat uit een openbare bron.",
            "%(own)s van AgII zelf, %(others)s van andere uitgevers, samengevat uit openbare bronnen.",
            others,
        )
        return words % {"own": own, "others": others}
    if reading.counts(KIND).get(ISSUER.stored(AGII)):
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
