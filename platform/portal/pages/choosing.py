"""What may be chosen in the admin's page choosers: what is public, and what is one's own."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
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
    if opened_at and not offered(Page.objects.filter(pk=opened_at), request.user).exists():
        raise Http404
    return offered(pages, request.user)


def may_choose(user: Any, pages: Iterable[Page]) -> bool:
    """Tell whether all of `pages` are offered to `user`; a form can be sent with keys that no chooser gave."""
    keys = {page.pk for page in pages}
    return not keys or offered(Page.objects.filter(pk__in=keys), user).count() == len(keys)


def looks_after_site(user: Any) -> bool:
    """Tell whether `user` may edit every page: editors of AgII and administrators."""
    home = HomePage.objects.first()
    return home is not None and policy_registry.get(home).user_has_permission_for_instance(user, "change", home)


def offered(pages: PageQuerySet, user: Any) -> PageQuerySet:
    """Return those of `pages` that `user` may choose."""
    public = BasePageQuerySet(Page).visible_to_public().order_by()
    own = policy_registry.get_by_type(Page).instances_user_has_any_permission_for(user, {"change"}).order_by()
    return pages.filter(Q(pk__in=public.values("pk")) | Q(pk__in=own.values("pk")))
