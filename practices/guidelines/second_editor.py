"""The second pair of eyes: no guideline of AgII goes out that only its author has read.

Whoever wrote a text (the last revision of it) or submitted it cannot approve it, administrators included. The admin
offers no other way, and the page itself asks for the approval whenever a person's revision of it becomes public
(`GuidelinePage.save()`), so no view, bulk action or schedule gets around it. Revisions that no person made come from a
loader and are trusted as the code is.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from portal.pages.publication import Fault, PublicationRefused

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage

NOT_YOURSELF = _(
    "Wie een richtlijn schreef of doorstuurde, keurt ze niet zelf goed. Vraag het aan een andere redacteur. "
    "Veranderde je de tekst terwijl je ze nakeek? Laat ze dan opnieuw doorsturen."
)
NOT_DIRECTLY = _(
    "Een richtlijn van AgII publiceer je niet alleen. Stuur ze door: een tweede redacteur kijkt ze na en zet ze online."
)
FIRST_AS_DRAFT = _(
    "De richtlijn is bewaard als ontwerp. Stuur ze door naar een tweede redacteur; "
    "een richtlijn van een andere uitgever kan je nu zelf publiceren."
)
CHANGED_MEANWHILE = _(
    "Deze richtlijn is nog niet online: de tekst veranderde nadat ze doorgestuurd was. "
    "Lees wat er nu staat; wie dat niet zelf schreef of doorstuurde, kan het goedkeuren."
)


def is_author(user: Any, task_state: TaskState) -> bool:
    """Return whether `user` wrote the revision that waits, or submitted it."""
    return user.pk in (task_state.revision.user_id, task_state.workflow_state.requested_by_id)


def refusal(guideline: "GuidelinePage", user: Any, asked: Mapping[str, str]) -> str:
    """Return why the admin will only keep a draft of what is `asked` in its editing form; nothing when it may."""
    if asked.get("action-publish") and guideline.is_of_agii:
        return str(NOT_DIRECTLY)
    state = guideline.current_workflow_task_state
    is_approval = asked.get("action-workflow-action") and asked.get("workflow-action-name") == "approve"
    return str(NOT_YOURSELF) if is_approval and state and is_author(user, state) else ""


def approval_of(revision: Revision) -> TaskState | None:
    """Return the approval of a revision by somebody who neither wrote nor submitted it, or nothing."""
    approvals = TaskState.objects.filter(
        revision=revision,
        status=TaskState.STATUS_APPROVED,
        task__content_type__app_label="guidelines",
        task__content_type__model="secondeditortask",
    ).exclude(finished_by=None)
    for state in approvals.select_related("workflow_state", "revision", "finished_by").order_by("-finished_at"):
        if not is_author(state.finished_by, state):
            return state
    return None


def require(guideline: "GuidelinePage") -> None:
    """Raise `PublicationRefused` when a person's revision of a guideline of AgII is about to be public without one."""
    revision = guideline.live_revision
    if not guideline.is_of_agii or revision is None or revision.user_id is None:
        return
    already_public = type(guideline).objects.filter(pk=guideline.pk, live=True, live_revision=revision)
    if not already_public.exists() and approval_of(revision) is None:
        raise PublicationRefused([Fault("issued_by", str(NOT_DIRECTLY))])
