"""Who may publish a guideline: one of AgII, nobody alone; one of another publisher, whoever may publish here."""

from wagtail.models import PagePermissionTester

from portal.pages.permissions import FixedPlacePermissionTester


class GuidelinePermissionTester(PagePermissionTester):
    """Permissions on a guideline. Administrators follow the same rule (practices.guidelines.second_editor)."""

    def can_publish(self) -> bool:
        """Directly, only one of another publisher; one of AgII is submitted and approved."""
        return super().can_publish() and not self.page.is_of_agii

    def can_set_view_restrictions(self) -> bool:
        """As on any page: hiding something takes no second editor."""
        return bool(super().can_publish())

    def can_unschedule(self) -> bool:
        """As on any page."""
        return bool(super().can_publish())


class GuidelineIndexPermissionTester(FixedPlacePermissionTester):
    """Permissions on the listing of guidelines."""

    def can_publish_subpage(self) -> bool:
        """Nobody: a new guideline is saved first, so that it is known whose it is; a copy starts as a draft."""
        return False
