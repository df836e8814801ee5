"""What tests of practices share."""

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.cache import cache
from django.test import Client

Read = Callable[[Any], BeautifulSoup]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """Each test renders anew: rows of a test that was rolled back may come again with the same transaction number."""
    cache.clear()


@pytest.fixture
def read(client: Client) -> Read:
    """Read the page of an item, or an address, as a visitor."""

    def get(page: Any) -> BeautifulSoup:
        response = client.get(page if isinstance(page, str) else page.get_url())
        assert response.status_code == 200
        return BeautifulSoup(response.content, "html.parser")

    return get
