"""What the tests of the editors' pages share."""

import pytest

from portal.accounts.groups import editors
from search.entries import Entry
from tests.factories.accounts import UserFactory
from tests.factories.search import document, fill


@pytest.fixture
def as_editor(client):
    user = UserFactory()
    user.groups.add(editors())
    client.force_login(user)
    return client


@pytest.fixture
def entries(db):
    """Two entries by key: `1` Praatcafé and `2` Huiswerkklas."""
    fill(document("Praatcafé", url="/praatcafe/"), document("Huiswerkklas", url="/huiswerkklas/"))
    return {entry.object_id: entry for entry in Entry.objects.all()}
