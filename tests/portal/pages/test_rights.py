"""The roles of the admin are ours: nothing of Wagtail's own first roles is left to lead nowhere."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Workflow, WorkflowPage

from portal.accounts.groups import EDITORS
from portal.pages.loading import load_rights
from tests.factories.tree import SiteTree

pytestmark = pytest.mark.django_db


def test_wagtails_own_roles_and_workflow_are_gone(site_tree: SiteTree) -> None:
    load_rights()
    assert not Group.objects.filter(name__in=("Moderators", "Editors")).exists()
    assert not Workflow.objects.active().filter(name="Moderators approval").exists()
    assert not WorkflowPage.objects.filter(page__depth=1).exists()


def test_editors_get_their_rights_once(site_tree: SiteTree) -> None:
    load_rights()
    load_rights()
    granted = GroupPagePermission.objects.filter(group__name=EDITORS, page=site_tree.home)
    assert {row.permission.codename for row in granted} >= {"add_page", "change_page", "publish_page"}
    assert granted.count() == granted.values("permission").distinct().count()
