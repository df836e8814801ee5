"""Wiring into Wagtail's admin: say in a sentence why a guideline of AgII did not go out."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page

from practices.guidelines import second_editor
from practices.guidelines.models import GuidelinePage


@hooks.register("before_create_page")
def explain_new(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """Say why a new guideline is saved as a draft when somebody asks to publish it."""
    if page_class is GuidelinePage and request.POST.get("action-publish"):
        messages.error(request, str(second_editor.FIRST_AS_DRAFT))


@hooks.register("before_edit_page")
def explain_refusal(request: HttpRequest, page: Any) -> None:
    """Say why the text is kept as a draft when somebody asks to publish or approve it alone."""
    if isinstance(page, GuidelinePage) and (sentence := second_editor.refusal(page, request.user, request.POST)):
        messages.error(request, sentence)


@hooks.register("after_edit_page")
def explain_change(request: HttpRequest, page: Any) -> None:
    """Say that an approval was of an earlier text, when the page waits again."""
    is_approval = request.POST.get("workflow-action-name") == "approve" and request.POST.get("action-workflow-action")
    if isinstance(page, GuidelinePage) and is_approval and GuidelinePage.objects.get(pk=page.pk).workflow_in_progress:
        messages.warning(request, str(second_editor.CHANGED_MEANWHILE))
