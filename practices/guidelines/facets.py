"""What guidelines can be filtered and sorted by."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.finding.definitions import FacetDefinition
from portal.finding.facets import ACTION, AGII_ROLE, TARGET_GROUP, THEME
from portal.finding.listings import NEWEST, TITLE, ListingDefinition, Sort
from portal.finding.vocabularies import fixed, terms
from portal.reference.models import Audience, GuidelineKind

KIND = "richtlijn"
PUBLISHER, AGII, OTHER = "uitgever", "agii", "ander"
GUIDELINE_KIND = "richtlijnsoort"
"""How documents call the kind of a guideline: *soort* is that it is one."""
OWN_FIRST = "eigen"

AUDIENCE = FacetDefinition("publiek", _("Voor wie"), terms(Audience), order=160, is_drawn=False)
ISSUER = FacetDefinition(
    PUBLISHER,
    _("Uitgever"),
    fixed(**{AGII: _("Van AgII"), OTHER: _("Van andere uitgevers")}),
    order=170,
    is_drawn=False,
)
OWN = (AUDIENCE, ISSUER)
"""What the search over everything gets of guidelines."""

GUIDELINES = ListingDefinition(
    kind=KIND,
    noun=(_("richtlijn"), _("richtlijnen")),
    facets=(
        THEME,
        FacetDefinition("soort", _("Soort"), terms(GuidelineKind), stored_as=GUIDELINE_KIND, is_open=True),
        replace(AUDIENCE, is_open=True, is_drawn=True),
        TARGET_GROUP,
        AGII_ROLE,
        replace(ACTION, is_drawn=False),
        ISSUER,
    ),
    sorts=(
        Sort(OWN_FIRST, _("Van AgII eerst"), by=TITLE.name, first=ISSUER.stored(AGII)),
        NEWEST,
        TITLE,
    ),
    page_size=8,
)
