"""What may be chosen in the admin's page choosers: what is public, and what is one's own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.chooser import ChosenMultipleView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from portal.pages.models import HomePage
from portal.pages.querysets import BasePageQuerySet


def choosable(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Return those of `pages` that the public may read or that the user may edit: others' drafts never.

    A chooser that is opened at a page of which neither holds is not there (404): it would show that page's title.
    """
    opened_at = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if opened_at and not _offered(Page.objects.filter(pk=opened_at), request.user).exists():
        raise Http404
    return _offered(pages, request.user)


def looks_after_site(user: Any) -> bool:
    """Tell whether `user` may edit every page: editors of AgII and administrators."""
    home = HomePage.objects.first()
    return home is not None and policy_registry.get(home).user_has_permission_for_instance(user, "change", home)


class ChosenPagesView(ChosenMultipleView):
    """Answers a chooser of several pages with the pages that may be chosen, whatever keys are asked for."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Leave out keys that are none, and pages that are not offered either."""
        keys = [key for key in request.GET.getlist("id") if key.isascii() and key.isdigit() and len(key) < 10]
        offered = _offered(Page.objects.filter(pk__in=keys), request.user)
        asked = request.GET.copy()
        asked.setlist("id", [str(key) for key in offered.values_list("pk", flat=True)])
        request.GET = asked  # type: ignore[assignment]
        return super().get(request)  # type: ignore[no-any-return]


class PageTypesReportView(PageTypesUsageReportView):
    """Tells how many pages of each type there are and which was edited last; for who may edit them all."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse others, to whom it would show the titles of drafts."""
        if not looks_after_site(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[no-any-return]


def _offered(pages: PageQuerySet, user: Any) -> PageQuerySet:
    public = BasePageQuerySet(Page).visible_to_public().order_by()
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"}).order_by()
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk")))
