"""Panels of the editing forms of vocabularies."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from portal.reference.usage import usage_by_kind

LAST = ("sort", "origin", "ended_on")
HIDDEN = ("id", "loaded_digest", "sort_name", "kpi")
"""Never in a form: keys, what is computed, and the figures of a call, which stay as they were read."""


class UsagePanel(Panel):
    """How often the row is used, and by what: to know before ending it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "reference/admin/usage_panel.html"

        def is_shown(self) -> bool:
            """Show nothing for a row that is being made."""
            return self.instance is not None and self.instance.pk is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Add the counts by kind."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return {**context, "usages": usage_by_kind(self.instance)}


def term_panels(model: type[Model]) -> list[Panel]:
    """Return the panels for all fields of a vocabulary, in an order that fits each, with its usage above the end."""
    names = [field.name for field in model._meta.get_fields() if field.concrete and not field.auto_created]
    shown = [name for name in names if name not in HIDDEN]
    first = [name for name in ("label", "code", "description") if name in shown]
    middle = [name for name in shown if name not in (*first, *LAST)]
    last = [name for name in LAST if name in shown]
    panels: list[Panel] = [FieldPanel(name) for name in (*first, *middle, *last)]
    return [*panels[:-1], UsagePanel(heading=_("Gebruik")), *panels[-1:]] if last else panels
