"""Wiring into Wagtail's admin."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from networks.lifecycle import APPOINTED, DISMISSED


@hooks.register("register_log_actions")
def name_appointments(actions: LogActionRegistry) -> None:
    """Let the history of a network say who was appointed and dismissed."""
    actions.register_action(
        APPOINTED, _("Coördinator aangesteld"), lambda data: _("%(coordinator)s werd coördinator.") % data
    )
    actions.register_action(
        DISMISSED, _("Coördinatie beëindigd"), lambda data: _("%(coordinator)s is geen coördinator meer.") % data
    )
