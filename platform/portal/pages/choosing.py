"""What may be chosen in the admin's page choosers: what is public, and what is one's own."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.query import PageQuerySet

from portal.pages.querysets import BasePageQuerySet


def choosable(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Return those of `pages` that the public may read or that the user may edit: others' drafts never.

    A chooser that is opened at a page of which neither holds is not there (404): it would show that page's title.
    """
    opened_at = request.resolver_match.kwargs.get("parent_page_id") if request.resolver_match else None
    if opened_at and not _chosen_by(Page.objects.filter(pk=opened_at), request.user).exists():
        raise Http404
    return _chosen_by(pages, request.user)


def _chosen_by(pages: PageQuerySet, user: Any) -> PageQuerySet:
    public = BasePageQuerySet(Page).visible_to_public().order_by()
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"}).order_by()
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk")))
