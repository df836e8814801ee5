"""The editing form of a network."""

from typing import Any

from django.utils.translation import gettext as _

from networks.permissions import may_run_networks
from portal.pages.choosing import may_choose
from portal.pages.forms import CompleteWhenPublicForm

FIXED_FOR_COORDINATORS = ("title", "slug", "region")


class NetworkForm(CompleteWhenPublicForm):
    """A form in which a coordinator sees name and address of the network, and leaves them as they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is not None and not may_run_networks(self.for_user):
            for name in FIXED_FOR_COORDINATORS:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Vraag een redacteur van AgII om dit te wijzigen.")

    def is_valid(self) -> bool:
        """Validate, and refuse practices that no chooser offers: drafts of others."""
        valid = super().is_valid()
        rows = self.formsets["shared_practices"].cleaned_data if valid else []
        chosen = [row["practice"] for row in rows if row.get("practice") and not row.get("DELETE")]
        if self.for_user is not None and not may_choose(self.for_user, chosen):
            self.add_error(None, _("Kies alleen praktijken die openbaar zijn."))
            return False
        return valid
