"""The editing form of a guideline."""

from typing import Any

from portal.pages.forms import CompleteWhenPublicForm
from practices.guidelines import second_editor


class GuidelineForm(CompleteWhenPublicForm):
    """A page form that keeps the text when somebody makes a guideline AgII's own and publishes it in one go."""

    def clean(self) -> dict[str, Any]:
        """Ask for a second editor; the button is only there because the saved draft was still of another."""
        cleaned: dict[str, Any] = super().clean()
        was_of_another = self.instance.pk and not self.instance.is_of_agii
        if self.data.get("action-publish") and was_of_another and cleaned.get("issued_by") == "agii":
            self.add_error("issued_by", second_editor.NOT_DIRECTLY)
        return cleaned
