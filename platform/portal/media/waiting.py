"""Asking for the text of documents: when a file is new, when an editor says so, and for what was left waiting."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from portal.media import tasks
from portal.media.choices import TextState
from portal.media.models import DocumentText, SiteDocument
from portal.searchable import items_changed

LEFT_WAITING = datetime.timedelta(minutes=30)
"""After this long a task that was asked for is taken for lost."""


def ask_when_new(document: SiteDocument) -> None:
    """Ask for the text when the document has a file that was not asked for yet; the text of another file goes."""
    text = DocumentText.objects.filter(document=document).first()
    if text is None or not text.is_about(document):
        ask(document)


def ask(document: SiteDocument) -> None:
    """Ask for the text, whatever is known of it, in the transaction of the change."""
    with transaction.atomic():
        DocumentText.objects.update_or_create(
            document=document,
            defaults={
                "state": TextState.WAITING,
                "reason": "",
                "text": "",
                "pages": None,
                "is_partial": False,
                "file_name": document.file.name,
                "file_hash": document.file_hash,
                "asked_at": timezone.now(),
                "read_at": None,
            },
        )
        tasks.read_document.enqueue(document.pk)
        items_changed.send(sender=SiteDocument, ids=[document.pk])


def ask_for_what_waits(at: datetime.datetime) -> str:
    """Ask for documents that nobody asked for (they were there before), and again for those that wait too long."""
    never_asked = SiteDocument.objects.filter(extracted=None)
    left = SiteDocument.objects.filter(extracted__state=TextState.WAITING, extracted__asked_at__lt=at - LEFT_WAITING)
    documents = [*never_asked, *left]
    for document in documents:
        ask(document)
    count = len(documents)
    return ngettext("%(count)s bestand gevraagd.", "%(count)s bestanden gevraagd.", count) % {"count": count}
