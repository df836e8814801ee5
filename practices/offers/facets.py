"""What offers can be filtered and sorted by."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.finding.definitions import FacetDefinition
from portal.finding.facets import ACTION, AGII_ROLE, MUNICIPALITY, TARGET_GROUP, THEME
from portal.finding.listings import NEWEST, TITLE, ListingDefinition
from portal.finding.vocabularies import terms
from portal.reference.models import OfferStatus, OrganisationKind

KIND = "aanbod"
PROVIDER_KIND = "organisatiesoort"
"""How documents call the kind of the organisation that offers it: *soort* is that it is an offer."""

STATUS = FacetDefinition("status", _("Status"), terms(OfferStatus), order=101)

OFFERS = ListingDefinition(
    kind=KIND,
    noun=(_("keer aanbod"), _("keer aanbod")),
    facets=(
        THEME,
        replace(STATUS, is_open=True),
        FacetDefinition(
            "soort", _("Soort organisatie"), terms(OrganisationKind), stored_as=PROVIDER_KIND, is_open=True
        ),
        ACTION,
        TARGET_GROUP,
        AGII_ROLE,
        replace(MUNICIPALITY, is_drawn=False),
    ),
    sorts=(TITLE, NEWEST),
    page_size=8,
)
