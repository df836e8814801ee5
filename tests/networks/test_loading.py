"""The starter content of networks: fifteen regions, and one coordinator for trying things out."""

import pytest

from networks.lifecycle import dismiss_coordinator
from networks.loading import load_example_coordinator, load_networks
from networks.models import Coordinator, NetworkMember, NetworkPage
from portal.accounts.starter import COORDINATOR
from portal.organisations.loading import load_municipalities
from portal.organisations.models import Municipality
from portal.reference.loading import load_programmes, load_vocabularies
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(db):
    load_vocabularies()
    load_programmes()
    load_municipalities()


def test_each_region_is_a_network_of_all_its_municipalities(reference):
    load_networks()
    assert NetworkPage.objects.visible_to_public().count() == 15
    assert NetworkMember.objects.count() == Municipality.objects.flemish().count() == 285
    limburg = NetworkPage.objects.get(slug="limburg")
    assert {member.municipality.region.code for member in limburg.members.all()} == {"limburg"}
    assert limburg.summary.startswith("Hasselt, Genk, Beringen, ")
    assert all(len(network.summary) <= 280 for network in NetworkPage.objects.all())


def test_loading_twice_changes_nothing_and_keeps_what_was_edited(reference):
    load_networks()
    report = load_networks()
    assert (report.created, report.updated, report.unchanged) == (0, 0, 15)
    limburg = NetworkPage.objects.get(slug="limburg")
    limburg.works_on = "Brugfiguren delen"
    limburg.members = [member for member in limburg.members.all() if member.municipality.name != "Voeren"]
    limburg.save_revision(user=UserFactory()).publish()
    load_networks()
    limburg = NetworkPage.objects.get(slug="limburg")
    assert limburg.works_on == "Brugfiguren delen"
    assert limburg.members.count() == 37


def test_the_example_coordinator_is_appointed_once(reference):
    load_networks()
    assert load_example_coordinator().created == 0  # a site without example accounts
    user = UserFactory(email=COORDINATOR)
    assert load_example_coordinator().created == 1
    limburg = NetworkPage.objects.get(slug="limburg")
    assert list(limburg.workspace.group.user_set.all()) == [user]
    assert load_example_coordinator().created == 0
    dismiss_coordinator(network=limburg, user=user, by=None)
    assert load_example_coordinator().created == 0
    assert not Coordinator.objects.exists()
