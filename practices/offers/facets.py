"""What offers can be filtered and sorted by."""

from django.utils.translation import gettext_lazy as _

from portal.pages.facet_choices import actions, municipalities, terms, themes
from portal.pages.facet_index import FacetField, Sort
from portal.pages.listing import ListingDefinition
from portal.reference.models import AgiiRole, OfferStatus, OrganisationKind, TargetGroup
from portal.sorting import sort_key

OFFERS = ListingDefinition(
    name="aanbod",
    facets=(
        FacetField("thema", _("Thema"), "themes__code", themes(), is_open=True),
        FacetField("status", _("Status"), "status__code", terms(OfferStatus), is_open=True),
        FacetField(
            "soort", _("Soort organisatie"), "owner_organisation__kind__code", terms(OrganisationKind), is_open=True
        ),
        FacetField("actie", _("Actie of programma"), "actions__code", actions()),
        FacetField("doelgroep", _("Doelgroep"), "target_groups__code", terms(TargetGroup)),
        FacetField("rol", _("Rol van AgII"), "agii_roles__code", terms(AgiiRole)),
        FacetField("gemeente", _("Gemeente"), "municipalities__nis", municipalities(), is_drawn=False),
    ),
    sorts=(
        Sort("titel", _("Titel"), ("title",), key=lambda row: sort_key(row.title)),
        Sort(
            "nieuwste",
            _("Nieuwste"),
            ("first_published_at", "pk"),
            key=lambda row: (-row.first_published_at.timestamp() if row.first_published_at else 0, -row.pk),
        ),
    ),
)
