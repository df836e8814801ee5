"""Views of the admin in place of Wagtail's own (portal.pages.admin_urls says why)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page

from portal.pages.choosing import looks_after_site, offered


class ChosenPagesView(ChosenMultipleView):
    """Answers a chooser of several pages with the pages that may be chosen, whatever keys are asked for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Leave out keys that are none, and pages that are not offered either."""
        keys = [key for key in request.GET.getlist("id") if key.isascii() and key.isdigit() and len(key) < 10]
        chosen = offered(Page.objects.filter(pk__in=keys), request.user)
        asked = request.GET.copy()
        asked.setlist("id", [str(key) for key in chosen.values_list("pk", flat=True)])
        request.GET = asked  # type: ignore[assignment]
        return super().get(request)  # type: ignore[no-any-return]


class PageTypesReportView(PageTypesUsageReportView):
    """Tells how many pages of each type there are and which was edited last; for who may edit them all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse others, to whom it would show the titles of drafts."""
        if not looks_after_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]
