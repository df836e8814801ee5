"""Who may see and change the vocabularies: editors see them, administrators change them.

Administrators are superusers, or people whose group has Django's permissions on a vocabulary. Nobody deletes a term
that is used, or one that a data file would bring back: it is ended.
"""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.permission_policies import ModelPermissionPolicy

from portal.loading import LoadedModel
from portal.reference.loading import PROGRAMME_LISTS, VOCABULARIES
from portal.reference.models import Term

VOCABULARY_MODELS: tuple[type[Term], ...] = (*VOCABULARIES.values(), *PROGRAMME_LISTS.values())
EDITOR_PERMISSIONS = (*(f"view_{model._meta.model_name}" for model in VOCABULARY_MODELS), "view_crosswalk")
"""What the group of editors gets on this app."""


def reason_to_keep(row: Any) -> str:
    """Say why a row may not be deleted in the admin, or nothing when it may."""
    if reason := row.reason_to_keep():
        return str(reason)
    if isinstance(row, LoadedModel) and row.loaded_digest:
        return _("“%s” komt uit een gegevensbestand en zou bij de volgende keer laden terugkomen.") % row
    return ""


class KeptRowPolicy(ModelPermissionPolicy):
    """Django's permissions on the model; a row that must stay is deleted by nobody."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        """Refuse to delete what must stay, whoever asks."""
        if action == "delete" and reason_to_keep(instance):
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))
