"""How a guideline is found."""

from datetime import date

from django.db.models import QuerySet

from portal.pages.search import PREFETCHED, code, codes, knowledge_document
from portal.searchable import SearchDocument, headings_of, plain_text
from practices.guidelines.cards import card
from practices.guidelines.facets import GUIDELINE_KIND, PUBLISHER
from practices.guidelines.models import GuidelinePage


def findable_guidelines() -> QuerySet[GuidelinePage]:
    """Return the public guidelines with what their documents need."""
    found: QuerySet[GuidelinePage] = (
        GuidelinePage.objects.visible_to_public()
        .with_cards()
        .prefetch_related(*PREFETCHED, "agii_roles", "audiences", "support_types", "themes__actions")
    )
    return found


def guideline_document(guideline: GuidelinePage) -> SearchDocument:
    """Return what can be found of a guideline; the titles of its chapters count as headings.

    It belongs to the actions of its themes, and is as new as its validity or the year of its source.
    """
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
        facets={
            "actie": tuple({action.code for theme in guideline.themes.all() for action in theme.actions.all()}),
            "publiek": codes(guideline.audiences),
            "rol": codes(guideline.agii_roles),
            GUIDELINE_KIND: code(kind),
            PUBLISHER: (guideline.issued_by,),
        },
        published=guideline.valid_from or (date(guideline.year, 1, 1) if guideline.year else None),
    )
