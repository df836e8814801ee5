"""How documents are found: as attachments of the pages that use them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.db.models.functions import Length, Substr
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import CollectionViewRestriction, Page

from portal.cards import Card, Fact, Link
from portal.media import uses
from portal.media.models import DocumentText, SiteDocument
from portal.searchable import SearchDocument
from portal.wording import file_size

FACETS = ("thema", "doelgroep", "actie", "gemeente")
"""Filters under which an attachment is found when one of its pages is."""


def findable_documents() -> QuerySet[SiteDocument]:
    """Return the documents that anybody may fetch and that a findable page uses, with what their entries need."""
    length: Any = F("length")  # a name is enough for Substr; its stubs ask for an expression
    restricted = CollectionViewRestriction.objects.annotate(length=Length("collection__path")).filter(
        collection__path=Substr(OuterRef("collection__path"), 1, length)
    )
    found: QuerySet[SiteDocument] = (
        SiteDocument.objects.filter(uses.on_findable_page())
        .exclude(Exists(restricted))
        .select_related("extracted")
        .prefetch_related("tags")
    )
    found._iterable_class = uses.WithPages
    return found


def attachment_document(document: SiteDocument) -> SearchDocument:
    """Return what can be found of a document that `findable_documents` gave: its title, name, tags and text."""
    pages: list[SearchDocument] = document.found_on
    published = [page.published for page in pages if page.published]
    card = Card(
        kind="attachment",
        kind_label=_("Bijlage"),
        url=document.url,
        title=document.title,
        foot=(_file_facts(document),),
        within=_places(pages),
        is_example=all(page.card.is_example for page in pages),
    )
    return SearchDocument(
        card=card,
        text=_text(document),
        tags=(document.filename, *(tag.name for tag in document.tags.all())),
        facets={name: tuple(sorted({code for page in pages for code in page.facets.get(name, ())})) for name in FACETS},
        published=min(published, default=localdate(document.created_at)),
    )


def following(model: type[Model], ids: Iterable[Any]) -> set[int]:
    """Return the documents of which the entry changes with those of these pages."""
    return locked(uses.documents_of(ids)) if issubclass(model, Page) else set()


def locked(ids: Iterable[Any]) -> set[int]:
    """Hold these documents until the end of the transaction; return those that exist.

    Two changes to one document, such as a page that is published and a text that comes in, then follow one another, and
    the later one sees the earlier one.
    """
    rows = SiteDocument.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True)
    return set(rows.values_list("pk", flat=True))


def _text(document: SiteDocument) -> str:
    try:
        return str(document.extracted.text)
    except DocumentText.DoesNotExist:
        return ""


def _file_facts(document: SiteDocument) -> str:
    size = file_size(document.file_size)
    kind = document.file_extension.upper()
    return f"{kind}, {size}" if size else kind


def _places(pages: list[SearchDocument]) -> Fact:
    """Say on which page it stands, and on how many others."""
    first, others = pages[0].card, len(pages) - 1
    note = ngettext("en %(count)s andere", "en %(count)s andere", others) % {"count": others} if others else ""
    return Fact(_("Bijlage bij"), (Link(first.title, first.url, note),))
