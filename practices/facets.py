"""What practices can be filtered and sorted by."""

from django.utils.translation import gettext_lazy as _

from portal.pages.facet_choices import actions, choice_list, municipalities, scale, terms, themes
from portal.pages.facet_index import FacetField, Sort
from portal.pages.listing import ListingDefinition
from portal.reference.models import (
    PolicyDomain,
    PracticeStatus,
    Province,
    QualityLevel,
    ReferenceRegion,
    SizeClass,
    TargetGroup,
)
from portal.sorting import sort_key
from practices.choices import CostClass, EffortClass

PRACTICES = ListingDefinition(
    name="praktijken",
    facets=(
        FacetField("thema", _("Thema"), "themes__code", themes(), is_open=True),
        FacetField("kwaliteit", _("Kwaliteit"), "quality_level__code", scale(QualityLevel), is_open=True),
        FacetField("kost", _("Kost"), "cost_class", choice_list(CostClass), is_open=True),
        FacetField("inspanning", _("Inspanning"), "effort_class", choice_list(EffortClass)),
        FacetField("doelgroep", _("Doelgroep"), "target_groups__code", terms(TargetGroup)),
        FacetField("actie", _("Actie of programma"), "actions__code", actions()),
        FacetField("domein", _("Beleidsdomein"), "policy_domains__code", terms(PolicyDomain)),
        FacetField("status", _("Status"), "status__code", terms(PracticeStatus)),
        FacetField("regio", _("Referentieregio"), "municipalities__region__code", terms(ReferenceRegion)),
        FacetField("provincie", _("Provincie"), "municipalities__province__code", terms(Province)),
        FacetField("grootte", _("Inwoners van de gemeente"), "municipalities__size_class__code", terms(SizeClass)),
        FacetField("gemeente", _("Gemeente"), "municipalities__nis", municipalities(), is_drawn=False),
    ),
    sorts=(
        Sort(
            "nieuwste",
            _("Nieuwste"),
            ("first_published_at", "pk"),
            key=lambda row: (-row.first_published_at.timestamp() if row.first_published_at else 0, -row.pk),
        ),
        Sort("titel", _("Titel"), ("title",), key=lambda row: sort_key(row.title)),
    ),
    like_mine=True,
)
