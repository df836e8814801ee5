"""The roles of the admin as groups, with the permissions that each app says an editor needs.

An app declares its part in `AppConfig.ready()` with `editors_may("app_label", "view_theme", …)`; page and file
permissions are given on the root of the site, because editors of AgII look after the whole.
"""

from django.contrib.auth.models import Group, Permission

EDITORS = "Redactie AgII"

_editor_permissions: set[tuple[str, str]] = {("wagtailadmin", "access_admin")}


def editors_may(app_label: str, *codenames: str) -> None:
    """Declare that editors of AgII have these model permissions of an app."""
    _editor_permissions.update((app_label, codename) for codename in codenames)


def editors() -> Group:
    """Return the group of AgII's editors with exactly the declared permissions."""
    group, _created = Group.objects.get_or_create(name=EDITORS)
    wanted = [
        permission
        for permission in Permission.objects.select_related("content_type")
        if (permission.content_type.app_label, permission.codename) in _editor_permissions
    ]
    group.permissions.set(wanted)
    return group
