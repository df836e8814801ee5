"""Fixtures for all tests."""

from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.factories.tree import SiteTree, ensure_site_tree


@pytest.fixture
def site_tree(db: None) -> SiteTree:
    """The tree of the site: home and the index of each section."""
    return ensure_site_tree()


@pytest.fixture(autouse=True)
def media_of_its_own(settings: LazySettings, tmp_path: Path) -> None:
    """Uploaded files of a test go to a folder that ends with it."""
    settings.MEDIA_ROOT = tmp_path / "media"
