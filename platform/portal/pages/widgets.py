"""Widgets of the editing forms."""

from typing import Any

from django import forms
from wagtail.admin.widgets import AdminAutoHeightTextInput

LONG = 12
"""From how many options on a list gets a box to filter it."""


class CheckboxList(forms.CheckboxSelectMultiple):
    """Choose several from a list by ticking, in place of a box in which one must hold a key while clicking.

    A long list scrolls and can be filtered by typing; without JavaScript it is a list of checkboxes.
    """

    template_name = "portal/widgets/checkbox_list.html"

    class Media:
        js = ("portal/admin/checkbox-list.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Say whether the list is long."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        return {**context, "is_long": len(context["widget"]["optgroups"]) > LONG}


def make_lists_easy(form: forms.ModelForm[Any]) -> None:
    """Give every choice of several in `form` a list to tick, and the summary room for its 280 characters."""
    fields: dict[str, Any] = form.fields
    for field in fields.values():
        if isinstance(field, forms.ModelMultipleChoiceField) and type(field.widget) is forms.SelectMultiple:
            field.widget = CheckboxList()
            field.widget.choices = field.choices
    if summary := fields.get("summary"):
        summary.widget = AdminAutoHeightTextInput(attrs={"rows": 2, "maxlength": summary.max_length})
