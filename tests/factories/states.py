"""States in which a page may not be seen by the public, each made of a public page.

Data for tests that ask the same of every state; each function returns the page as it is afterwards.
"""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction


def draft(page: Any) -> Any:
    """Never published: unpublished before anybody saw it."""
    page.live = False
    page.first_published_at = page.last_published_at = None
    page.save()
    return page


def unpublished(page: Any) -> Any:
    """Taken off the site by an editor."""
    page.save_revision().publish()
    page.refresh_from_db()
    page.unpublish()
    return page


def expired(page: Any) -> Any:
    """Past its expiry, as the periodic job leaves it."""
    page.expire_at = timezone.now() - datetime.timedelta(hours=1)
    page.save()
    page.unpublish(set_expired=True)
    return page


def scheduled(page: Any) -> Any:
    """Approved, but for a later day."""
    page = draft(page)
    page.go_live_at = timezone.now() + datetime.timedelta(days=7)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def private_by_password(page: Any) -> Any:
    """Behind a password."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.PASSWORD, password="geheim")
    return page


def for_signed_in_people(page: Any) -> Any:
    """For whoever signed in."""
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


def for_a_group(page: Any) -> Any:
    """For the members of one group."""
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get_or_create(name="Besloten groep")[0])
    return page


def below_a_private_parent(page: Any) -> Any:
    """Public itself, below a section that is not."""
    private_by_password(page.get_parent())
    return page


FORBIDDEN_STATES: dict[str, Callable[[Any], Any]] = {
    state.__name__: state
    for state in (
        draft,
        unpublished,
        expired,
        scheduled,
        private_by_password,
        for_signed_in_people,
        for_a_group,
        below_a_private_parent,
    )
}


def specific(page: Page) -> Any:
    """Return the page read anew, as its own type."""
    return Page.objects.get(pk=page.pk).specific
