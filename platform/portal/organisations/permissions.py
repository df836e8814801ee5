"""Who may see and change municipalities and organisations in the admin.

Editors see municipalities and keep organisations; administrators change both. Municipalities come and go by law only:
a merger arrives with a new data file, so nobody adds or deletes one by hand.
"""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

EDITOR_PERMISSIONS = ("view_municipality", "view_organisation", "add_organisation", "change_organisation")
"""What the group of editors gets on this app."""


class MunicipalityPolicy(ModelPermissionPolicy):
    """Django's permissions on municipalities, for seeing and changing only."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add or delete, whoever asks."""
        return action not in {"add", "delete"} and bool(super().user_has_permission(user, action))
