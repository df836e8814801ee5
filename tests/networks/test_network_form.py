"""The form of a network, for its coordinator and for an editor."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from networks.lifecycle import appoint_coordinator
from networks.models import NetworkPage
from tests.factories.accounts import UserFactory
from tests.factories.organisations import MunicipalityFactory
from tests.factories.pages import PracticePageFactory

pytestmark = pytest.mark.django_db


def network_data(network: NetworkPage, *, members: list[Any], practices: tuple[Any, ...] = (), **values: Any) -> Any:
    """Return what the form of a network posts to publish it."""
    return nested_form_data(
        {
            "title": network.title,
            "slug": network.slug,
            "summary": network.summary,
            "members": inline_formset([{"municipality": place.pk, "since": "", "until": ""} for place in members]),
            "shared_practices": inline_formset([{"practice": practice.pk} for practice in practices]),
            "news": streamfield([]),
            "action-publish": "1",
            **values,
        }
    )


def edit(network: NetworkPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[network.pk])


def test_a_coordinator_keeps_members_practices_and_work_up_to_date(as_coordinator, network):
    members, practice = [MunicipalityFactory() for _ in range(3)], PracticePageFactory()
    NetworkPage.objects.get(pk=network.pk).members.all().delete()
    as_coordinator.post(
        edit(network), network_data(network, members=members, practices=(practice,), works_on="Brugfiguren delen")
    )
    saved = NetworkPage.objects.get(pk=network.pk)
    assert {member.municipality for member in saved.members.all()} >= set(members)
    assert [row.practice for row in saved.shared_practices.all()] == [practice]
    assert saved.works_on == "Brugfiguren delen"


def test_name_and_address_that_a_coordinator_sends_are_not_taken(as_coordinator, network):
    members = [MunicipalityFactory(), MunicipalityFactory()]
    data = {**network_data(network, members=members), "title": "Mijn rijk", "slug": "mijn-rijk"}
    as_coordinator.post(edit(network), data)
    saved = NetworkPage.objects.get(pk=network.pk)
    assert (saved.title, saved.slug) == ("Netwerk Limburg", "limburg")


def test_a_draft_of_somebody_else_is_not_taken_either(as_coordinator, network):
    draft = PracticePageFactory(title="Ontwerp van een ander", draft=True)
    members = [MunicipalityFactory(), MunicipalityFactory()]
    answer = as_coordinator.post(edit(network), network_data(network, members=members, practices=(draft,)))
    assert "Kies alleen praktijken die openbaar zijn." in str(answer.context["form"].non_field_errors())
    assert not NetworkPage.objects.get(pk=network.pk).shared_practices.exists()


@pytest.mark.parametrize(
    ("number", "sentence"), [(1, "Voeg minstens twee gemeenten toe als lid."), (2, "")], ids=["one", "twice the same"]
)
def test_faults_of_members_are_sentences(as_editor, site_tree, number, sentence):
    place = MunicipalityFactory()
    new = NetworkPage(title="Nieuw", slug="nieuw", summary="Een nieuw netwerk.")
    address = reverse("wagtailadmin_pages:add", args=["networks", "networkpage", site_tree.networks.pk])
    answer = as_editor.post(address, network_data(new, members=[place] * number))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not NetworkPage.objects.filter(slug="nieuw").exists()


def test_an_editor_copies_a_network_without_its_coordinators(as_editor, network):
    appoint_coordinator(network=network, user=UserFactory(), by=None)
    NetworkPage.objects.filter(pk=network.pk).update(starter_id="limburg")
    parent = network.get_parent()
    as_editor.post(
        reverse("wagtailadmin_pages:copy", args=[network.pk]),
        {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk},
    )
    copy = NetworkPage.objects.get(slug="kopie")
    assert copy.members.count() == 2
    assert not copy.coordinators.exists()
    assert not hasattr(copy, "workspace")
    assert copy.starter_id == ""
