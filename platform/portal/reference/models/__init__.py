"""The controlled vocabularies: themes and choice lists, programmes with their actions, and the crosswalk.

Every term is keyed on `code`, which stands in addresses, data files and facets. Terms are loaded from `data/` by
`manage.py load_reference`, may be edited in the admin, and are ended rather than deleted: an ended term stays findable
and says that it ended.
"""

from portal.reference.models.kinds import (
    DevelopmentType,
    EventKind,
    GuidelineKind,
    OfferStatus,
    OrganisationKind,
    PracticeStatus,
)
from portal.reference.models.people import Audience, Barrier, TargetGroup
from portal.reference.models.places import Province, ReferenceRegion, SizeClass
from portal.reference.models.programmes import Action, Crosswalk, Objective, Programme
from portal.reference.models.quality import (
    AfterSubsidyStatus,
    AnchoringFactor,
    AnchoringScale,
    EvidenceKind,
    ExternalDependency,
    QualityLevel,
)
from portal.reference.models.support import AgiiRole, CooperationForm, FundingSource, SupportLevel, SupportType
from portal.reference.models.terms import RankedTerm, Term
from portal.reference.models.themes import PolicyDomain, Theme

__all__ = [
    "Action",
    "AfterSubsidyStatus",
    "AgiiRole",
    "AnchoringFactor",
    "AnchoringScale",
    "Audience",
    "Barrier",
    "CooperationForm",
    "Crosswalk",
    "DevelopmentType",
    "EventKind",
    "EvidenceKind",
    "ExternalDependency",
    "FundingSource",
    "GuidelineKind",
    "Objective",
    "OfferStatus",
    "OrganisationKind",
    "PolicyDomain",
    "PracticeStatus",
    "Programme",
    "Province",
    "QualityLevel",
    "RankedTerm",
    "ReferenceRegion",
    "SizeClass",
    "SupportLevel",
    "SupportType",
    "TargetGroup",
    "Term",
    "Theme",
]
