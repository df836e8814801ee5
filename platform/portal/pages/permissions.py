"""What nobody may do to pages whose place is part of the site."""

from typing import Any

from wagtail.models import PagePermissionTester


class FixedPlacePermissionTester(PagePermissionTester):
    """Permissions on home and on the listing of a section: they are edited, never moved, copied, withdrawn or deleted.

    Wagtail asks this object in every view and bulk action, also for administrators.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Never: addresses of the whole section hang on it."""
        return False

    def can_unpublish(self) -> bool:
        """Never."""
        return False

    def can_move(self) -> bool:
        """Never."""
        return False

    def can_move_to(self, destination: Any) -> bool:
        """Never."""
        return False

    def can_copy(self) -> bool:
        """Never: there is one."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Never: it would hide everything below."""
        return False
