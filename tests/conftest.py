"""Fixtures for all tests."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from django_tasks_db.models import DBTaskResult

from tests.database import ensure_template
from tests.factories.tree import SiteTree, ensure_site_tree
from tests.following import forget_this_test, let_the_index_follow

HERE = Path(__file__).parent
SLOW = (
    "architecture/test_migrations.py",
    "config/test_backup.py",
    "config/test_containers.py",
    "config/test_elasticsearch_node.py",
    "config/test_embedded_postgresql.py",
    "factories",
    "networks",
    "portal/accounts/test_starter.py",
    "portal/organisations/test_choosing.py",
    "portal/organisations/test_loading.py",
    "portal/organisations/test_maps.py",
    "portal/organisations/test_pages.py",
    "portal/pages/test_fixed_place.py",
    "portal/pages/test_publication.py",
    "portal/reference/test_admin.py",
    "portal/reference/test_loading.py",
    "practices/guidelines",
    "practices/offers",
    "practices/test_budgets.py",
    "practices/test_listing.py",
    "practices/test_loading.py",
    "search/engines/elastic/test_comparison.py",
    "search/evaluation/test_relevance.py",
    "search/test_at_once.py",
    "search/test_hostile_input.py",
    "search/test_killed.py",
    "search/test_no_way_past_the_outbox.py",
    "search/test_rebuilding.py",
    "search/test_privacy.py",
    "security/test_hostile_input.py",
    "security/test_visibility.py",
)
"""Where most of the time goes (`pytest --durations=0`): part of `make test`, left out of `make test-quick`."""

ASKS_THE_ENGINE = (
    "networks/events/test_agenda.py",
    "networks/events/test_event_pages.py",
    "networks/test_fillings.py",
    "networks/test_network_pages.py",
    "portal/organisations/test_pages.py",
    "portal/reference/test_pages.py",
    "practices/guidelines/test_pages.py",
    "practices/offers/test_pages.py",
    "practices/test_budgets.py",
    "practices/test_listing.py",
    "practices/test_practice_page.py",
    "search",
    "security/test_hostile_input.py",
    "security/test_visibility.py",
)
"""What `make test` runs on both engines: search, and the pages that list or find by it."""
NAMES_ITS_ENGINE = (
    "search/analysis",
    "search/engines",
    "search/evaluation/test_relevance.py",
    "search/generation/test_straight.py",
    "search/test_comparing.py",
    "search/test_delivery.py",
    "search/test_no_way_past_the_outbox.py",
    "search/test_rebuilding.py",
    "search/test_services.py",
)
"""Of search, what would do the same a second time: it says itself which engine it asks, or asks none."""


def pytest_report_header() -> str:
    """Say which engine answers in this run."""
    nodes = settings.ELASTICSEARCH["urls"] if settings.SEARCH_ENGINE == "elasticsearch" else ()
    return " ".join(["search:", settings.SEARCH_ENGINE, *nodes])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow, and what asks the engine."""
    for item in items:
        place = str(item.path.relative_to(HERE) if HERE in item.path.parents else item.path)
        if place.startswith(SLOW):
            item.add_marker(pytest.mark.slow)
        names_it = place.startswith(NAMES_ITS_ENGINE) or item.get_closest_marker("postgresql")
        if place.startswith(ASKS_THE_ENGINE) and not names_it:
            item.add_marker(pytest.mark.engine)


@pytest.fixture(scope="session")
def template(django_db_blocker: Any) -> str:
    """The name of a database with all tables and nothing written since, to be copied."""
    with django_db_blocker.unblock():
        return ensure_template()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None, template: str) -> None:
    """The tables of a run are copied."""
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The database of a run has the tree of the site, so that not every test makes it."""
    with django_db_blocker.unblock():
        ensure_site_tree()
        DBTaskResult.objects.all().delete()  # what its saving left to a worker


@pytest.fixture
def site_tree(db: None) -> SiteTree:
    """The tree of the site: home and the index of each section."""
    return ensure_site_tree()


@pytest.fixture(autouse=True)
def media_of_its_own(settings: LazySettings, tmp_path: Path) -> None:
    """Uploaded files of a test go to a folder that ends with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session", autouse=True)
def index_of_this_process(worker_id: str) -> Iterator[None]:
    """On Elasticsearch: an index that follows at once."""
    if settings.SEARCH_ENGINE != "elasticsearch":
        yield
        return
    first = let_the_index_follow(worker_id)
    yield
    first.remove_index()


@pytest.fixture(autouse=True)
def index_of_this_test() -> Iterator[None]:
    """On Elasticsearch: nothing of this test can be found by the next one, nor by what the next one shares."""
    yield
    forget_this_test()
