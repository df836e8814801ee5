"""Documents in the admin: how the text of each stands, and a button to try again."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import Column
from wagtail.documents.views.documents import EditView, IndexView
from wagtail.permissions import policy_registry

from portal.media import waiting
from portal.media.models import DocumentText, SiteDocument


class DocumentsView(IndexView):
    """Wagtail's list, with a column that says whether the text was read."""

    @cached_property
    def columns(self) -> list[Column]:
        """Put the text after the name of the file."""
        columns: list[Column] = super().columns
        sort_key = None if self.is_searching else "extracted__reason"
        return [
            *columns[:3],
            Column("text", label=_("Tekst"), accessor=_how_it_stands, sort_key=sort_key),
            *columns[3:],
        ]

    def decorate_paginated_queryset(self, object_list: Any) -> Any:
        """Read the texts of the rows that are shown, without the words."""
        documents = super().decorate_paginated_queryset(object_list)
        texts = DocumentText.objects.defer("text").in_bulk([document.pk for document in documents])
        for document in documents:
            document.text_state = texts.get(document.pk)
        return documents


class EditDocumentView(EditView):
    """Wagtail's form, with how the text of the file stands."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the text."""
        text = DocumentText.objects.defer("text").filter(document=self.object).first()
        return {**super().get_context_data(**kwargs), "text": text}


@require_POST
def read_document_again(request: HttpRequest, document_id: int) -> HttpResponse:
    """Ask for the text of a document once more, and lead back to it."""
    document = get_object_or_404(SiteDocument, pk=document_id)
    policy = policy_registry.get_by_type(SiteDocument)
    if not policy.user_has_permission_for_instance(request.user, "change", document):
        raise PermissionDenied
    waiting.ask(document)
    messages.success(request, gettext("De tekst van “%(title)s” wordt opnieuw gelezen.") % {"title": document.title})
    return redirect("wagtaildocs:edit", document.pk)


def _how_it_stands(document: Any) -> str:
    return document.text_state.explanation.short if document.text_state else ""
