"""Who may do what with networks and their events, in words.

- Everybody reads them.
- A *coordinator* edits the page of the own network, adds, edits and publishes events below it, and uses its own files;
  all of that through the page and collection permissions of one group (networks.lifecycle). The name, address, place
  and visibility of the network itself are not the coordinator's to change.
- *Editors of AgII and administrators* do everything, and appoint coordinators.

Wagtail asks the permission testers below in every view and bulk action.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.models import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy


def may_run_networks(user: Any) -> bool:
    """Tell whether `user` looks after all networks: opens, renames, moves and withdraws them, appoints coordinators."""
    return bool(user.is_active and user.has_perm("networks.add_coordinator"))


class NetworkPermissionTester(PagePermissionTester):
    """Permissions on the page of a network: a coordinator edits it, and leaves it where and as visible as it is."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Only who looks after all networks."""
        return may_run_networks(self.user) and bool(super().can_delete(ignore_bulk))

    def can_unpublish(self) -> bool:
        """Only who looks after all networks."""
        return may_run_networks(self.user) and bool(super().can_unpublish())

    def can_copy(self) -> bool:
        """Only who looks after all networks."""
        return may_run_networks(self.user) and bool(super().can_copy())

    def can_set_view_restrictions(self) -> bool:
        """Only who looks after all networks."""
        return may_run_networks(self.user) and bool(super().can_set_view_restrictions())

    # Moving asks `can_delete`, as Wagtail does.


class EventPermissionTester(PagePermissionTester):
    """Permissions on an event: a coordinator runs those of the own network, and cannot hide them behind a password."""

    def can_set_view_restrictions(self) -> bool:
        """Only who looks after all networks: an event of a network is public or a draft."""
        return may_run_networks(self.user) and bool(super().can_set_view_restrictions())


class AppointmentPolicy(ModelPermissionPolicy):
    """Permissions on appointments: they are made and ended, and never changed, by administrators neither."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask Django's permissions, and allow no change."""
        return action != "change" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Ask Django's permissions, and allow no change."""
        return any(self.user_has_permission(user, action) for action in actions)
