"""Taking the text of a document: what the worker does."""

from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.media.choices import TextState
from portal.media.extraction.process import read_text
from portal.media.extraction.results import Limits, Reason, Unreadable
from portal.media.models import DocumentText, SiteDocument
from portal.searchable import items_changed


def take(document_id: int, limits: Limits | None = None) -> None:
    """Read the file of a document whose text is waited for, and keep the text or the reason why there is none.

    The file is read outside any transaction. When the document got another file meanwhile, nothing is kept: that file
    is asked for by itself.
    """
    waiting = DocumentText.objects.filter(document=document_id, state=TextState.WAITING)
    text = waiting.select_related("document").first()
    if text is None:
        return
    outcome = _outcome(text.document, limits)
    with transaction.atomic():
        # Whoever publishes a page with this document at the same time waits for this text, or is waited for.
        SiteDocument.objects.select_for_update(no_key=True).filter(pk=document_id).first()
        same_file = waiting.filter(file_name=text.file_name, file_hash=text.file_hash)
        if same_file.update(read_at=timezone.now(), **outcome):
            items_changed.send(sender=SiteDocument, ids=[document_id])


def _outcome(document: SiteDocument, limits: Limits | None) -> dict[str, Any]:
    try:
        with document.open_file() as file:
            found = read_text(file, document.filename, limits)
    except Unreadable as error:
        return {"state": TextState.FAILED, "reason": error.reason.value}
    except FileNotFoundError:
        return {"state": TextState.FAILED, "reason": Reason.MISSING.value}
    return {"state": TextState.READ, **asdict(found)}
