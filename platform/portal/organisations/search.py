"""How municipalities and organisations are found."""

import re

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portal.cards import Card
from portal.organisations.models import Municipality, Organisation
from portal.organisations.places import history, silhouettes
from portal.searchable import SearchDocument
from portal.wording import dutch_number

ABBREVIATION = re.compile(r"\(([A-Z][\w-]{1,11})\)")


def findable_municipalities() -> QuerySet[Municipality]:
    """Return all municipalities with what their documents need."""
    return Municipality.objects.select_related("province", "region", "size_class").prefetch_related("predecessors")


def municipality_document(municipality: Municipality) -> SearchDocument:
    """Return what can be found of a municipality: asked for a former name or a postcode, it comes first."""
    province = municipality.province
    card = Card(
        kind="municipality",
        kind_label=_("Gemeente"),
        url=municipality.get_absolute_url(),
        title=municipality.name,
        text=history(municipality),
        silhouettes=silhouettes([municipality]),
        place=province.label if province else _("Brussel"),
        foot=(_("%(count)s inwoners") % {"count": dutch_number(municipality.population)},),
    )
    return SearchDocument(
        card=card,
        names=(*(former.name for former in municipality.predecessors.all()), *municipality.postcodes),
        summary=history(municipality),
        tags=tuple(term.label for term in (province, municipality.region) if term),
        facets={"gemeente": (municipality.nis,)},
    )


def findable_organisations() -> QuerySet[Organisation]:
    """Return the organisations with a page of their own; a local authority is found as its municipality."""
    return Organisation.objects.other_than_municipalities().select_related("kind")


def organisation_document(organisation: Organisation) -> SearchDocument:
    """Return what can be found of an organisation: asked for the abbreviation in its name, it comes first."""
    card = Card(
        kind="organisation",
        kind_label=_("Organisatie"),
        url=organisation.get_absolute_url(),
        title=organisation.name,
        foot=(organisation.kind.label,),
    )
    without = ABBREVIATION.sub("", organisation.name).strip()
    return SearchDocument(
        card=card,
        names=(*ABBREVIATION.findall(organisation.name), without, organisation.code.replace("-", " ")),
        tags=(organisation.kind.label,),
    )
