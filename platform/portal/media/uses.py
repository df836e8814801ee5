"""Which pages use a document, and which documents a page uses.

Wagtail keeps an index of references, but brings it up to date by a task. A document must be found or hidden in the
transaction that publishes or withdraws a page, so a page's references are brought up to date when it is saved
(`refresh`); Wagtail's task then finds nothing to do.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.db.models.query import ModelIterable
from wagtail.models import Page, ReferenceIndex

from portal.media.models import SiteDocument
from portal.searchable import Searchable, SearchDocument, searchables


def refresh(page: Page) -> set[int]:
    """Bring up to date which documents a page uses; return those that it uses since now, or no more.

    Read from the database, because a page in memory may hold a draft.
    """
    before = documents_of([page.pk])
    ReferenceIndex.create_or_update_for_object(type(page)._base_manager.get(pk=page.pk))
    return before ^ documents_of([page.pk])


def documents_of(page_ids: Iterable[Any]) -> set[int]:
    """Return the keys of the documents that these pages use."""
    used = _references().filter(object_id__in=[str(pk) for pk in page_ids])
    return {int(pk) for pk in used.values_list("to_object_id", flat=True)}


def on_findable_page() -> Exists:
    """Return the condition that a page which an anonymous visitor can find uses the document."""
    on_page = [Q(object_id__in=_keys(searchable.public())) for searchable in _findable_pages()]
    uses = _references().filter(to_object_id=Cast(OuterRef("pk"), CharField()))
    return Exists(uses.filter(reduce(or_, on_page, Q(pk__in=[]))))


def _keys(pages: QuerySet[Any]) -> QuerySet[Any, Any]:
    keys: QuerySet[Any, Any] = pages.order_by().annotate(key_in_references=Cast("pk", CharField()))
    return keys.values("key_in_references")


def _references() -> QuerySet[ReferenceIndex]:
    """Return the references from pages to documents."""
    content_type = ContentType.objects.get_for_model
    references: QuerySet[ReferenceIndex] = ReferenceIndex.objects.filter(
        base_content_type=content_type(Page), to_content_type=content_type(SiteDocument)
    )
    return references


def _findable_pages() -> list[Searchable]:
    return [searchable for searchable in searchables() if issubclass(searchable.model, Page)]


class WithPages(ModelIterable):  # type: ignore[type-arg]  # it is not generic when the program runs
    """Reads documents with what can be found of their pages, as `found_on`: a few queries for all of them together."""

    def __iter__(self) -> Iterator[Any]:
        documents = list(super().__iter__())
        found = _found_pages([document.pk for document in documents])
        for document in documents:
            document.found_on = found[document.pk]
        yield from documents


def _found_pages(document_ids: list[int]) -> dict[int, list[SearchDocument]]:
    """Return what can be found of the pages that use each document, the oldest page first."""
    uses = _references().filter(to_object_id__in=map(str, document_ids)).values_list("to_object_id", "object_id")
    users: dict[int, set[int]] = defaultdict(set)
    for document, page in uses:
        users[int(page)].add(int(document))
    found: dict[int, SearchDocument] = {}
    for searchable in _findable_pages() if users else ():
        found |= {page.pk: searchable.document(page) for page in searchable.public().filter(pk__in=users)}
    per_document: dict[int, list[SearchDocument]] = defaultdict(list)
    for pk in sorted(found):
        for document in users[pk]:
            per_document[document].append(found[pk])
    return per_document
