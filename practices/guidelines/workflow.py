"""The workflow of the section of guidelines: one step, a second editor."""

from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from portal.accounts.groups import editors
from practices.guidelines.models import SecondEditorTask

WORKFLOW = "Tweede redacteur"
"""Stands on the button of the editing form: *Stuur door naar Tweede redacteur*."""
TASK = "Nazicht door een tweede redacteur"


def attach_workflow(index: Page) -> None:
    """Make the workflow and give it to everything below `index`, unless an administrator gave it another."""
    if WorkflowPage.objects.filter(page=index).exists():
        return
    task = SecondEditorTask.objects.filter(name=TASK).first() or SecondEditorTask.objects.create(name=TASK)
    task.groups.add(editors())
    workflow, _created = Workflow.objects.get_or_create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=index)
