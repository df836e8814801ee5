"""How items of knowledge are found: what they share, for the documents of their types."""

from typing import Any

from django.utils.timezone import localdate

from portal.cards import Card
from portal.pages.models import KnowledgePage
from portal.searchable import SearchDocument

PREFETCHED = ("themes", "target_groups")
"""Relations that `knowledge_document` reads of every item."""


def codes(terms: Any) -> tuple[str, ...]:
    """Return the codes of the terms of a relation, as facets take them."""
    return tuple(term.code for term in terms.all())


def code(term: Any) -> tuple[str, ...]:
    """Return the code of one term, or nothing."""
    return (term.code,) if term else ()


def knowledge_document(
    page: KnowledgePage,
    card: Card,
    *,
    text: str,
    headings: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
    facets: dict[str, tuple[str, ...]] | None = None,
    **more: Any,
) -> SearchDocument:
    """Return the document of an item: themes and target groups as facets, its owner as a word that finds it."""
    owner = page.owner_organisation
    return SearchDocument(
        card=card,
        summary=page.summary,
        headings=headings,
        text=text,
        tags=(*tags, *(group.label for group in page.target_groups.all()), owner.name if owner else ""),
        facets={"thema": codes(page.themes), "doelgroep": codes(page.target_groups), **(facets or {})},
        **{"published": localdate(page.first_published_at) if page.first_published_at else None, **more},
    )
