"""What practices can be filtered and sorted by."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from portal.finding.definitions import FacetDefinition
from portal.finding.facets import (
    ACTION,
    AGII_ROLE,
    MUNICIPALITY,
    POLICY_DOMAIN,
    PROVINCE,
    REGION,
    SIZE,
    TARGET_GROUP,
    THEME,
)
from portal.finding.listings import NEWEST, TITLE, ListingDefinition
from portal.finding.vocabularies import choice_list, scale, terms
from portal.reference.models import AfterSubsidyStatus, PracticeStatus, QualityLevel
from practices.choices import CostClass, EffortClass

KIND = "praktijk"

QUALITY = FacetDefinition("kwaliteit", _("Kwaliteit"), scale(QualityLevel), order=30, is_open=True)
COST = FacetDefinition("kost", _("Kost"), choice_list(CostClass), order=40)
EFFORT = FacetDefinition("inspanning", _("Inspanning"), choice_list(EffortClass), order=50)
ANCHORING = FacetDefinition("verankering", _("Na de subsidie"), terms(AfterSubsidyStatus), order=90)
STATUS = FacetDefinition("status", _("Status"), terms(PracticeStatus), order=100)

OWN = (QUALITY, COST, EFFORT, ANCHORING, STATUS)
"""What the search over everything gets of practices."""

PRACTICES = ListingDefinition(
    kind=KIND,
    noun=(_("praktijk"), _("praktijken")),
    facets=(
        THEME,
        QUALITY,
        replace(COST, is_open=True),
        EFFORT,
        TARGET_GROUP,
        ACTION,
        POLICY_DOMAIN,
        ANCHORING,
        STATUS,
        REGION,
        PROVINCE,
        SIZE,
        MUNICIPALITY,
        replace(AGII_ROLE, is_drawn=False),
    ),
    sorts=(NEWEST, TITLE),
    page_size=8,
    like_mine=True,
    has_map=True,
)
