"""Appointing and dismissing coordinators in the admin, and the lists of networks and events."""

import pytest
from django.test import Client
from django.urls import reverse
from modelsearch.index import insert_or_update_object

from networks.lifecycle import appoint_coordinator
from networks.models import Coordinator
from tests.factories.accounts import UserFactory
from tests.factories.pages import EventPageFactory

pytestmark = pytest.mark.django_db


def test_an_editor_appoints_by_mail_address(as_editor, editor, network):
    user = UserFactory(email="Nieuw@voorbeeld.be")
    shown = as_editor.get(reverse("coordinator:add") + f"?network={network.pk}")
    assert shown.context["form"].initial["network"] == str(network.pk)
    as_editor.post(reverse("coordinator:add"), {"network": network.pk, "email": "nieuw@voorbeeld.be"})
    assert Coordinator.objects.get().user == user
    assert user.groups.get() == network.workspace.group


@pytest.mark.parametrize(
    ("email", "sentence"),
    [
        ("niemand@voorbeeld.be", "Er is geen actief account met dit adres. Kijk het adres na."),
        ("al@voorbeeld.be", "is al coördinator van Netwerk Limburg."),
    ],
)
def test_a_refusal_is_a_sentence_at_the_field(as_editor, network, email, sentence):
    appoint_coordinator(network=network, user=UserFactory(email="al@voorbeeld.be"), by=None)
    answer = as_editor.post(reverse("coordinator:add"), {"network": network.pk, "email": email})
    assert sentence in str(answer.context["form"].errors["email"])
    assert Coordinator.objects.count() == 1


def test_an_editor_ends_a_coordination(as_editor, network, coordinator):
    row = Coordinator.objects.get()
    assert (
        "verliest meteen alle rechten" in as_editor.get(reverse("coordinator:delete", args=[row.pk])).content.decode()
    )
    as_editor.post(reverse("coordinator:delete", args=[row.pk]))
    assert not Coordinator.objects.exists()
    assert not coordinator.groups.exists()


def test_an_appointment_is_never_edited(client, coordinator):
    client.force_login(UserFactory(administrator=True))
    address = reverse("coordinator:edit", args=[Coordinator.objects.get().pk])
    assert client.get(address).status_code in {302, 403}
    assert address not in client.get(reverse("coordinator:index")).content.decode()


def test_the_list_is_searched_and_filtered(as_editor, network, other_network, coordinator):
    appoint_coordinator(network=other_network, user=UserFactory(email="elders@voorbeeld.be"), by=None)
    index = reverse("coordinator:index")
    assert len(as_editor.get(index).context["object_list"]) == 2
    for query in (f"?network={network.pk}", f"?q={coordinator.email}"):
        assert [row.user for row in as_editor.get(index + query).context["object_list"]] == [coordinator]


def test_the_history_of_a_network_tells_of_it(as_editor, network, coordinator):
    shown = as_editor.get(reverse("wagtailadmin_pages:history", args=[network.pk])).content.decode()
    assert f"{coordinator} werd coördinator." in shown


def test_the_page_of_a_network_leads_to_the_form(as_editor, as_coordinator, network):
    address = reverse("wagtailadmin_pages:edit", args=[network.pk])
    assert "Stel een coördinator aan" in as_editor.get(address).content.decode()
    assert "Stel een coördinator aan" not in as_coordinator.get(address).content.decode()


def indexed(*pages):
    """Put pages in the index of the admin's search, as the worker does."""
    for page in pages:
        insert_or_update_object(page)


def test_networks_are_searched_and_filtered(as_editor, network, other_network, coordinator):
    indexed(network, other_network)
    index = reverse("netwerken:index")
    assert len(as_editor.get(index).context["object_list"]) == 2
    for query in ("?q=Limburg", "?is_coordinated=true"):
        assert [page.pk for page in as_editor.get(index + query).context["object_list"]] == [network.pk], query
    assert str(coordinator) in as_editor.get(index).content.decode()


def test_events_are_filtered_on_moment_network_kind_and_state(as_editor, network):
    own = EventPageFactory(parent=network, title="Van het netwerk", state="afgelast")
    past = EventPageFactory(past=True, title="Voorbij", end=None)
    indexed(own, past)
    index = reverse("evenementen:index")
    for query, expected in (
        ("", {own.pk, past.pk}),
        ("?moment=komend", {own.pk}),
        ("?moment=voorbij", {past.pk}),
        (f"?network={network.pk}", {own.pk}),
        ("?state=afgelast", {own.pk}),
        ("?q=Voorbij", {past.pk}),
    ):
        assert {page.pk for page in as_editor.get(index + query).context["object_list"]} == expected, query


def test_a_coordinator_keeps_name_and_address_of_the_network(as_coordinator, network):
    form = as_coordinator.get(reverse("wagtailadmin_pages:edit", args=[network.pk])).context["form"]
    assert {name for name, field in form.fields.items() if field.disabled} >= {"title", "slug", "region"}


def test_only_who_may_add_a_network_is_offered_to(as_coordinator, as_editor, network):
    index = reverse("netwerken:index")
    choose = reverse("netwerken:choose_parent")
    assert choose in as_editor.get(index).content.decode()
    assert choose not in as_coordinator.get(index).content.decode()


def test_a_visitor_comes_to_the_sign_in(client: Client, network):
    for name in ("netwerken:index", "evenementen:index", "coordinator:index"):
        assert client.get(reverse(name)).status_code == 302
