"""What the first page of the admin tells editors of search: which checks do not hold."""

from typing import Any

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from search.editors.invariants import Invariant, failing

SHOWN = 5


class FailingChecksPanel(Component):
    """The checks that did not hold last night, for who keeps the list; nothing when all hold."""

    name = "failing_search_checks"
    template_name = "search/admin/failing_checks.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        may_see = request.user.has_perm("search.change_invariant")
        self.failing: list[Invariant] = list(failing()[: SHOWN + 1]) if may_see else []

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Give the first few."""
        return {"checks": self.failing[:SHOWN], "has_more": len(self.failing) > SHOWN}
