"""What editors of AgII may do with pages and files: everything on the site, since they look after the whole."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Task,
    Workflow,
    WorkflowPage,
)

from portal.accounts.groups import editors
from portal.pages.models import HomePage

_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
"""Wagtail asks these of its own models, whichever image and document model a site has."""


def grant_editors(home: HomePage) -> Group:
    """Give the group of editors its rights on all pages below `home` and on all files; return the group."""
    group = editors()
    for permission in Permission.objects.filter(codename__in=_PAGES, content_type__app_label="wagtailcore"):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    for permission in Permission.objects.filter(
        codename__in=_FILES, content_type__app_label__in=("wagtailimages", "wagtaildocs")
    ):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    return group


def remove_default_roles() -> None:
    """Remove the groups and end the workflow that Wagtail's first migration makes.

    Our roles are others, theirs may publish anything, and nobody would ever approve what is sent to theirs.
    """
    Group.objects.filter(name__in=("Moderators", "Editors"), user=None).delete()
    unmanned = Task.objects.filter(name="Moderators approval", groupapprovaltask__groups=None)
    WorkflowPage.objects.filter(workflow__workflow_tasks__task__in=unmanned).delete()
    Workflow.objects.filter(workflow_tasks__task__in=unmanned).update(active=False)
    unmanned.update(active=False)
