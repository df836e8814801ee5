"""Generated networks and events: public, marked as examples, and gone in one call."""

import pytest

from networks.events.generation import generate_events
from networks.events.models import EventPage
from networks.generation import generate_networks
from networks.models import NetworkPage
from portal.organisations.loading import load_municipalities
from portal.reference.loading import load_programmes, load_vocabularies

pytestmark = pytest.mark.django_db


def test_generated_content_is_public_marked_and_removed(client):
    load_vocabularies()
    load_programmes()
    load_municipalities()
    assert generate_networks(3) == "generated networks: 3 new, 0 there already"
    assert generate_networks(4) == "generated networks: 1 new, 3 there already"
    assert generate_events(12) == "generated events: 12 new, 0 there already"
    networks, events = NetworkPage.objects.visible_to_public(), EventPage.objects.visible_to_public()
    assert (networks.count(), events.count()) == (4, 12)
    assert all(event.is_example for event in events)
    assert {page.title.split(":")[0] for page in (*networks, *events)} == {"Voorbeeld"}
    for page in (networks[0], events[0]):
        assert client.get(page.url).status_code == 200
    assert generate_events(0, remove=True) == "generated events: 12 removed"
    assert generate_networks(0, remove=True) == "generated networks: 4 removed"
    assert not EventPage.objects.exists()
    assert not NetworkPage.objects.exists()
