"""Wiring of search into Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from search.editors.notices import FailingChecksPanel
from search.editors.viewsets import SearchGroup


@hooks.register("register_admin_viewset")
def what_editors_keep() -> SearchGroup:
    """Add the menu *Zoekfunctie*."""
    return SearchGroup()


@hooks.register("construct_homepage_panels")
def failing_checks(request: HttpRequest, panels: list[Any]) -> None:
    """Tell on the first page of the admin which checks do not hold."""
    panel = FailingChecksPanel(request)
    if panel.failing:
        panels.append(panel)
