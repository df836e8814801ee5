"""A practice as linked data: schema.org, with the local authority as `besluit:Bestuurseenheid` (OSLO)."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from portal.navigation.context import identity
from portal.organisations.models import Municipality, Organisation
from portal.reference.models import Theme

if TYPE_CHECKING:
    from practices.models import PracticePage

CONTEXT = ["https://schema.org", {"besluit": "http://data.vlaanderen.be/ns/besluit#"}]


def linked_data(
    practice: "PracticePage", themes: list[Theme], places: list[Municipality], request: HttpRequest
) -> dict[str, Any]:
    """Return the description of a practice; one from a public source is based on that source, and by nobody else."""
    site = identity(practice.get_url(request) or "/")
    owner = practice.owner_organisation
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Article",
        "@id": site.here,
        "url": site.here,
        "headline": practice.title,
        "description": practice.summary,
        "inLanguage": "nl-BE",
        "about": [{"@type": "DefinedTerm", "name": theme.label, "termCode": theme.code} for theme in themes],
        "spatialCoverage": [
            {"@type": "AdministrativeArea", "name": place.name, "identifier": place.nis} for place in places
        ],
        "license": practice.get_licence_display(),
        "publisher": {"@type": "Organization", "name": site.name, "url": f"{site.base}/"},
    }
    if practice.first_published_at:
        data["datePublished"] = practice.first_published_at.date().isoformat()
    if practice.last_published_at:
        data["dateModified"] = practice.last_published_at.date().isoformat()
    if practice.is_from_source:
        data["isBasedOn"] = {"@type": "CreativeWork", "name": practice.source_title, "url": practice.source_url}
    elif owner:
        data["author"] = organisation_data(owner)
    return {name: value for name, value in data.items() if value not in ("", [])}


def organisation_data(organisation: Organisation) -> dict[str, Any]:
    """Return an organisation; a municipality is a `besluit:Bestuurseenheid`."""
    kinds = ["GovernmentOrganization", "besluit:Bestuurseenheid"] if organisation.municipality_id else ["Organization"]
    data = {"@type": kinds, "name": organisation.name}
    if organisation.ovo:
        data["identifier"] = organisation.ovo
    return data
