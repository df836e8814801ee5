"""The step in the workflow of guidelines at which a second editor looks."""

from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from portal.pages.publication import Fault, PublicationRefused
from practices.guidelines import second_editor


class SecondEditorTask(AbstractGroupApprovalTask):
    """Approval by somebody of the chosen groups who neither wrote the text nor submitted it; administrators too."""

    class Meta:
        verbose_name = _("nazicht door een tweede redacteur")
        verbose_name_plural = _("nazicht door een tweede redacteur")

    @classmethod
    def get_description(cls) -> str:
        """Explain the kind of step to an administrator who makes a workflow."""
        return str(_("Iemand van de gekozen groepen keurt goed, nooit wie de tekst schreef of doorstuurde."))

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer what Wagtail does, without approving to whoever wrote or submitted the text."""
        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        state = obj.current_workflow_task_state
        if state and second_editor.is_author(user, state):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Return what waits for `user`: not what they wrote or submitted themselves."""
        states: models.QuerySet[TaskState] = super().get_task_states_user_can_moderate(user, **kwargs)
        own = models.Q(revision__user=user) | models.Q(workflow_state__requested_by=user)
        return states.exclude(pk__in=states.filter(own).values("pk"))

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Do what Wagtail does, and refuse the approval of one's own text, whichever view it came from."""
        if action_name == "approve" and second_editor.is_author(user, task_state):
            raise PublicationRefused([Fault("", str(second_editor.NOT_YOURSELF))])
        super().on_action(task_state, user, action_name, **kwargs)
