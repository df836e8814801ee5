"""How a guideline is found."""

from django.db.models import QuerySet

from portal.pages.search import PREFETCHED, codes, knowledge_document
from portal.searchable import SearchDocument, headings_of, plain_text
from practices.guidelines.cards import card
from practices.guidelines.models import GuidelinePage


def findable_guidelines() -> QuerySet[GuidelinePage]:
    """Return the public guidelines with what their documents need."""
    found: QuerySet[GuidelinePage] = (
        GuidelinePage.objects.visible_to_public()
        .with_cards()
        .prefetch_related(*PREFETCHED, "agii_roles", "audiences", "support_types")
    )
    return found


def guideline_document(guideline: GuidelinePage) -> SearchDocument:
    """Return what can be found of a guideline; the titles of its chapters count as headings."""
    chapters = [chapter.value for chapter in guideline.chapters]
    kind = guideline.guideline_kind
    return knowledge_document(
        guideline,
        card(guideline),
        headings=(
            *(str(chapter["title"]) for chapter in chapters),
            *headings_of(guideline.body, *(chapter["text"] for chapter in chapters)),
        ),
        text=plain_text(guideline.what_changed, guideline.body, guideline.chapters),
        tags=(
            "AgII" if guideline.is_of_agii else guideline.publisher,
            kind.label if kind else "",
            *(audience.label for audience in guideline.audiences.all()),
            *(support.label for support in guideline.support_types.all()),
        ),
        facets={"rol": codes(guideline.agii_roles)},
    )
