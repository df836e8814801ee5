"""How an offer is found."""

from django.db.models import QuerySet

from portal.pages.search import PREFETCHED, code, codes, knowledge_document
from portal.searchable import SearchDocument, headings_of, plain_text
from practices.offers.cards import card
from practices.offers.facets import PROVIDER_KIND
from practices.offers.models import OfferPage


def findable_offers() -> QuerySet[OfferPage]:
    """Return the public offers with what their documents need."""
    found: QuerySet[OfferPage] = (
        OfferPage.objects.visible_to_public()
        .with_cards()
        .select_related("owner_organisation__kind")
        .prefetch_related(*PREFETCHED, "municipalities", "agii_roles", "actions__successors__new")
    )
    return found


def offer_document(offer: OfferPage) -> SearchDocument:
    """Return what can be found of an offer."""
    actions = list(offer.actions.all())
    continued = sorted({successor.new.label for action in actions for successor in action.successors.all()})
    return knowledge_document(
        offer,
        card(offer),
        headings=headings_of(offer.body),
        text=plain_text(
            offer.description,
            offer.goals,
            offer.for_whom,
            offer.methods,
            offer.evidence,
            offer.local_fit,
            offer.tasks,
            offer.cost,
            offer.reach,
            offer.how_to_apply,
            offer.alone_afterwards,
            offer.questions,
            offer.body,
        ),
        tags=(offer.region, *(action.label for action in actions), *continued),
        facets={
            "actie": codes(offer.actions),
            "gemeente": tuple(place.nis for place in offer.municipalities.all()),
            "status": code(offer.status),
            "rol": codes(offer.agii_roles),
            PROVIDER_KIND: code(offer.owner_organisation.kind if offer.owner_organisation else None),
        },
    )
