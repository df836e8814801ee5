"""What guidelines can be filtered and sorted by."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.pages.facet_choices import Choice, Vocabulary, actions, terms, themes
from portal.pages.facet_index import FacetField, Sort
from portal.pages.listing import ListingDefinition
from portal.reference.models import AgiiRole, Audience, GuidelineKind, TargetGroup
from portal.sorting import sort_key

OWN_FIRST = "eigen"
PUBLISHER = "uitgever"
AGII, OTHER = "agii", "ander"


def _day(row: Any) -> date:
    """Return since when it holds, or the year in which another published it; long ago when that is unknown."""
    return row.valid_from or (date(row.year, 1, 1) if row.year else date.min)


def _issuers() -> list[Choice]:
    return [Choice(AGII, str(_("Van AgII"))), Choice(OTHER, str(_("Van andere uitgevers")))]


GUIDELINES = ListingDefinition(
    name="richtlijnen",
    facets=(
        FacetField("thema", _("Thema"), "themes__code", themes(), is_open=True),
        FacetField("soort", _("Soort"), "guideline_kind__code", terms(GuidelineKind), is_open=True),
        FacetField("publiek", _("Voor wie"), "audiences__code", terms(Audience), is_open=True),
        FacetField("doelgroep", _("Doelgroep"), "target_groups__code", terms(TargetGroup)),
        FacetField("rol", _("Rol van AgII"), "agii_roles__code", terms(AgiiRole)),
        FacetField("actie", _("Actie of programma"), "themes__actions__code", actions(), is_drawn=False),
        FacetField(PUBLISHER, _("Uitgever"), "issued_by", Vocabulary(_issuers), is_drawn=False),
    ),
    sorts=(
        Sort(
            OWN_FIRST,
            _("Van AgII eerst"),
            ("issued_by", "title"),
            key=lambda row: (row.issued_by != AGII, sort_key(row.title)),
        ),
        Sort(
            "nieuwste",
            _("Nieuwste"),
            ("valid_from", "year", "title"),
            key=lambda row: (-_day(row).toordinal(), sort_key(row.title)),
        ),
        Sort("titel", _("Titel"), ("title",), key=lambda row: sort_key(row.title)),
    ),
)
