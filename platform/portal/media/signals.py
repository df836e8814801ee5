"""What keeps the texts and the findability of documents in step: wiring only."""

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.models import Collection, CollectionViewRestriction, Page

from portal.media import search, uses, waiting
from portal.media.models import SiteDocument
from portal.searchable import content_saved, items_changed


def connect() -> None:
    """Listen to what changes documents and their collections, and which pages use them."""
    post_save.connect(document_saved, sender=SiteDocument, dispatch_uid="media-text")
    content_saved.connect(page_saved, dispatch_uid="media-uses")
    for signal in (post_save, post_delete):
        signal.connect(restriction_changed, sender=CollectionViewRestriction, dispatch_uid="media-restriction")
    post_save.connect(collection_saved, sender=Collection, dispatch_uid="media-collection")


def document_saved(sender: type[Model], instance: SiteDocument, raw: bool = False, **kwargs: Any) -> None:
    """A document was saved, maybe with another file."""
    if not raw:
        waiting.ask_when_new(instance)


def page_saved(sender: type[Model], instance: Page, **kwargs: Any) -> None:
    """A page was saved with its content: it may use other documents than before."""
    with transaction.atomic():
        tell(uses.refresh(instance))


def restriction_changed(sender: type[Model], instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """A collection was made private, for whom or not at all."""
    tell_of_collection(instance.collection_id)


def collection_saved(sender: type[Model], instance: Collection, created: bool = False, **kwargs: Any) -> None:
    """A collection was renamed, and then perhaps moved, of which nothing tells: look when all is done."""
    if not created:
        transaction.on_commit(lambda: tell_of_collection(instance.pk))


def tell_of_collection(pk: int) -> None:
    """Bring in step the documents of a collection and of those below it."""
    collection = Collection.objects.filter(pk=pk).first()
    below = Collection.objects.descendant_of(collection, inclusive=True) if collection else ()
    tell(SiteDocument.objects.filter(collection__in=below).values_list("pk", flat=True))


def tell(ids: Any) -> None:
    """Tell that documents changed."""
    with transaction.atomic():
        if changed := search.locked(ids):
            items_changed.send(sender=SiteDocument, ids=sorted(changed))
