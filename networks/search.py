"""How a network is found."""

from django.db.models import QuerySet
from django.utils.timezone import localdate

from networks.cards import card
from networks.models import NetworkPage
from portal.pages.search import code, codes
from portal.searchable import SearchDocument, plain_text


def findable_networks() -> QuerySet[NetworkPage]:
    """Return the public networks with what their documents need."""
    found: QuerySet[NetworkPage] = (
        NetworkPage.objects.visible_to_public()
        .with_cards()
        .select_related("region", "coordinating_organisation")
        .prefetch_related("themes")
    )
    return found


def network_document(network: NetworkPage) -> SearchDocument:
    """Return what can be found of a network; its members of today find it too."""
    organisation = network.coordinating_organisation
    members = [member.municipality for member in network.members.all() if member.is_current]
    return SearchDocument(
        card=card(network),
        summary=network.summary,
        text=plain_text(network.works_on, network.news),
        tags=(organisation.name if organisation else "", network.region.label if network.region else ""),
        facets={
            "thema": codes(network.themes),
            "gemeente": tuple(member.nis for member in members),
            "regio": code(network.region),
        },
        published=localdate(network.first_published_at) if network.first_published_at else None,
    )
