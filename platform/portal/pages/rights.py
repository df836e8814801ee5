"""What editors of AgII may do with pages and files: everything on the site, since they look after the whole."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

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


def remove_default_groups() -> None:
    """Remove the groups that Wagtail's first migration makes: our roles are others, and theirs may publish anything."""
    Group.objects.filter(name__in=("Moderators", "Editors"), user=None).delete()
