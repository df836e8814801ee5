"""Starter content follows its file until a person touches it, and never comes back after it was deleted."""

from typing import Any

import pytest

from portal.loading import Report
from portal.pages.models import StandardPage
from portal.pages.starter import load_page
from tests.factories.accounts import UserFactory
from tests.factories.tree import SiteTree

pytestmark = pytest.mark.django_db


def load(home: Any, summary: str = "Zoals geladen.", **options: bool) -> Report:
    report = Report("pages")
    home.refresh_from_db()
    values = {"title": "Uitleg", "slug": "uitleg", "summary": summary}
    load_page(report, StandardPage, home, starter_id="uitleg", values=values, **options)
    return report


def test_a_second_load_changes_nothing(site_tree: SiteTree) -> None:
    assert load(site_tree.home).created == 1
    again = load(site_tree.home)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 1)
    assert StandardPage.objects.get(starter_id="uitleg").revisions.count() == 1


def test_an_untouched_item_follows_its_file(site_tree: SiteTree) -> None:
    load(site_tree.home)
    assert load(site_tree.home, "Anders.").updated == 1
    assert StandardPage.objects.get(starter_id="uitleg").summary == "Anders."


def test_what_somebody_edited_is_left_alone(site_tree: SiteTree) -> None:
    load(site_tree.home)
    page = StandardPage.objects.get(starter_id="uitleg")
    page.summary = "Van een redacteur."
    page.save_revision(user=UserFactory()).publish()
    assert load(site_tree.home, "Anders.").kept == ["uitleg"]
    assert StandardPage.objects.get(starter_id="uitleg").summary == "Van een redacteur."


def test_what_somebody_deleted_stays_away(site_tree: SiteTree) -> None:
    load(site_tree.home)
    StandardPage.objects.get(starter_id="uitleg").delete()
    assert load(site_tree.home).kept == ["uitleg (deleted)"]
    assert not StandardPage.objects.filter(starter_id="uitleg").exists()


def test_generated_content_may_come_back(site_tree: SiteTree) -> None:
    load(site_tree.home, comes_back=True)
    StandardPage.objects.get(starter_id="uitleg").delete()
    assert load(site_tree.home, comes_back=True).created == 1
