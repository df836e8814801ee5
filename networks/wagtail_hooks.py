"""Wiring into Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry

from networks.lifecycle import APPOINTED, DISMISSED
from networks.models import NetworkPage
from networks.permissions import may_run_networks


class Appointed(LogFormatter):
    """How the history of a network tells of an appointment."""

    label = _("Coördinator aangesteld")

    def format_message(self, log_entry: PageLogEntry) -> str:
        """Name who was appointed."""
        return str(gettext("%(coordinator)s werd coördinator.") % log_entry.data)


class Dismissed(LogFormatter):
    """How the history of a network tells that a coordination ended."""

    label = _("Coördinatie beëindigd")

    def format_message(self, log_entry: PageLogEntry) -> str:
        """Name who was dismissed."""
        return str(gettext("%(coordinator)s is geen coördinator meer.") % log_entry.data)


@hooks.register("register_log_actions")
def name_appointments(actions: LogActionRegistry) -> None:
    """Let the history of a network say who was appointed and dismissed."""
    actions.register_action(APPOINTED)(Appointed)
    actions.register_action(DISMISSED)(Dismissed)


@hooks.register("register_page_header_buttons")
def appoint_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a network to the form that appoints its coordinator."""
    if page.specific_class is NetworkPage and may_run_networks(user):
        address = f"{reverse('coordinator:add')}?{urlencode({'network': page.pk})}"
        yield Button(_("Stel een coördinator aan"), address, icon_name="user", priority=70)
