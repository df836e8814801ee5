"""Fixtures of networks: two networks, of which one has a coordinator."""

import pytest
from django.test import Client

from networks.lifecycle import appoint_coordinator
from networks.models import NetworkPage
from portal.accounts.groups import editors
from portal.accounts.models import User
from portal.pages.rights import grant_editors, remove_default_roles
from tests.factories.accounts import UserFactory
from tests.factories.pages import NetworkPageFactory
from tests.factories.tree import SiteTree


@pytest.fixture
def network(site_tree: SiteTree) -> NetworkPage:
    return NetworkPageFactory(title="Netwerk Limburg", slug="limburg")


@pytest.fixture
def other_network(site_tree: SiteTree) -> NetworkPage:
    return NetworkPageFactory(title="Netwerk Westhoek", slug="westhoek")


@pytest.fixture
def editor(site_tree: SiteTree) -> User:
    remove_default_roles()
    grant_editors(site_tree.home)
    user = UserFactory()
    user.groups.add(editors())
    return user


@pytest.fixture
def coordinator(network: NetworkPage) -> User:
    user = UserFactory()
    appoint_coordinator(network=network, user=user, by=None)
    return user


@pytest.fixture
def as_coordinator(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


@pytest.fixture
def as_editor(editor: User) -> Client:
    client = Client()
    client.force_login(editor)
    return client
