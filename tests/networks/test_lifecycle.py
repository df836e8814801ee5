"""Appointing and dismissing coordinators: rows are the truth, groups and rights follow."""

import datetime

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, PageLogEntry

from networks.lifecycle import (
    APPOINTED,
    DISMISSED,
    CoordinationError,
    appoint_coordinator,
    dismiss_coordinator,
    open_network,
    reconcile,
    reconcile_nightly,
)
from networks.models import Coordinator, Workspace
from tests.factories.accounts import UserFactory
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.django_db


def test_opening_gives_a_group_and_a_collection_with_exactly_these_rights(network):
    group = open_network(network=network)
    assert {p.codename for p in group.permissions.all()} == {"access_admin"}
    pages = GroupPagePermission.objects.filter(group=group)
    assert {(row.page_id, row.permission.codename) for row in pages} == {
        (network.pk, "add_page"),
        (network.pk, "change_page"),
        (network.pk, "publish_page"),
    }
    files = GroupCollectionPermission.objects.filter(group=group)
    assert {row.collection for row in files} == {network.workspace.collection}
    assert {row.permission.codename for row in files} == {
        f"{action}_{kind}" for action in ("add", "change", "choose") for kind in ("image", "document")
    }


def test_opening_twice_changes_nothing(network):
    first = open_network(network=network)
    counts = [model.objects.count() for model in (Group, Collection, GroupPagePermission, GroupCollectionPermission)]
    assert open_network(network=network) == first
    assert counts == [
        model.objects.count() for model in (Group, Collection, GroupPagePermission, GroupCollectionPermission)
    ]


def test_opening_mends_what_somebody_removed(network):
    open_network(network=network).delete()
    network.refresh_from_db()
    group = open_network(network=network)
    assert GroupPagePermission.objects.filter(group=group).count() == 3
    assert Collection.objects.filter(name=network.title).count() == 1


def test_two_networks_of_one_name_have_each_their_group(network, other_network):
    type(other_network).objects.filter(pk=other_network.pk).update(title=network.title)
    other_network.refresh_from_db()
    assert open_network(network=network).name != open_network(network=other_network).name


def test_an_appointed_person_is_in_the_group_and_in_the_history(network, editor):
    user = UserFactory()
    appoint_coordinator(network=network, user=user, by=editor)
    assert list(network.workspace.group.user_set.all()) == [user]
    entry = PageLogEntry.objects.get(action=APPOINTED)
    assert entry.user == editor
    assert str(user) in entry.formatter.format_message(entry)


def test_a_dismissed_person_loses_the_rights_at_once(network, coordinator, editor):
    dismiss_coordinator(network=network, user=coordinator, by=editor)
    assert not network.workspace.group.user_set.exists()
    assert not Coordinator.objects.exists()
    entry = PageLogEntry.objects.get(action=DISMISSED)
    assert str(coordinator) in entry.formatter.format_message(entry)


@pytest.mark.parametrize("verb", [appoint_coordinator, dismiss_coordinator])
def test_a_coordinator_decides_nothing_of_this(network, coordinator, verb):
    with pytest.raises(CoordinationError, match="Alleen een redacteur van AgII of een beheerder"):
        verb(network=network, user=coordinator, by=coordinator)
    assert Coordinator.objects.get().user == coordinator


def test_nobody_is_appointed_twice(network, coordinator):
    with pytest.raises(CoordinationError, match="is al coördinator van Netwerk Limburg"):
        appoint_coordinator(network=network, user=coordinator, by=None)


def test_who_cannot_sign_in_is_not_appointed(network):
    with pytest.raises(CoordinationError, match="kan niet aanmelden"):
        appoint_coordinator(network=network, user=UserFactory(is_active=False), by=None)
    assert not Coordinator.objects.exists()


def test_who_does_not_coordinate_cannot_be_dismissed(network):
    with pytest.raises(CoordinationError, match="is geen coördinator"):
        dismiss_coordinator(network=network, user=UserFactory(), by=None)


def test_groups_that_somebody_changed_by_hand_are_put_right(network, coordinator):
    stranger = UserFactory()
    group = network.workspace.group
    group.user_set.add(stranger)
    group.user_set.remove(coordinator)
    found = reconcile()
    assert len(found) == 2
    assert list(group.user_set.all()) == [coordinator]
    assert reconcile() == []


def test_the_nightly_job_says_what_it_did(network, coordinator):
    network.workspace.group.user_set.clear()
    now = datetime.datetime.now(datetime.UTC)
    assert reconcile_nightly(now) == "1 verschil rechtgezet."
    assert reconcile_nightly(now) == "0 verschillen rechtgezet."


def test_a_network_that_is_deleted_takes_its_group_along(network, coordinator):
    group, collection = network.workspace.group, network.workspace.collection
    network.delete()
    assert not Group.objects.filter(pk=group.pk).exists()
    assert not Collection.objects.filter(pk=collection.pk).exists()
    assert not Workspace.objects.exists()


def test_files_of_a_deleted_network_stay(network, coordinator):
    collection = network.workspace.collection
    DocumentFactory(collection=collection)
    network.delete()
    assert Collection.objects.filter(pk=collection.pk).exists()


def test_publishing_an_older_draft_leaves_the_workspace(network, coordinator):
    """The draft was made before anybody was appointed; it must not bring back that state."""
    revision = network.save_revision()
    group = open_network(network=network)
    revision.publish()
    network.refresh_from_db()
    assert network.workspace.group == group
