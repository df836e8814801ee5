"""Wiring into Wagtail's admin: documents say how their text stands."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from portal.media import admin_views, signals
from portal.media.models import SiteDocument


@hooks.register("register_admin_urls")
def document_addresses() -> list[URLPattern]:
    """Put our list and form under the addresses of Wagtail's, and before them."""
    return [
        path("documents/", admin_views.DocumentsView.as_view()),
        path("documents/results/", admin_views.DocumentsView.as_view(results_only=True)),
        path("documents/edit/<int:document_id>/", admin_views.EditDocumentView.as_view()),
        path("documents/<int:document_id>/lees/", admin_views.read_document_again, name="read_document_again"),
    ]


@hooks.register("after_bulk_action")
def tell_of_moved_documents(request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any) -> None:
    """Bring in step documents that were moved to another collection together, which sends no signal."""
    signals.tell([each.pk for each in objects if isinstance(each, SiteDocument)])
