"""Generated offers: marked as an example, and removed without touching anything else."""

import pytest
from django.core.management import call_command

from portal.organisations.loading import load_municipalities, load_organisations
from portal.reference.loading import load_vocabularies
from practices.offers.generation import generate_offers
from practices.offers.models import OfferPage
from tests.factories.pages import OfferPageFactory

pytestmark = pytest.mark.django_db


def test_there_are_as_many_as_asked_and_they_go_in_one_call(client):
    for load in (load_vocabularies, load_municipalities, load_organisations):
        load()
    kept = OfferPageFactory(title="Van iemand")
    assert "9 new" in generate_offers(9)
    assert "1 new, 9 there already" in generate_offers(10)
    generated = OfferPage.objects.visible_to_public().exclude(pk=kept.pk)
    assert generated.count() == 10
    for page in generated:
        assert page.is_example
        assert page.title.startswith("Voorbeeld: ")
        assert not page.publication_faults()
        assert client.get(page.get_url()).status_code == 200
    call_command("generate_content", remove=True, verbosity=0)
    assert list(OfferPage.objects.all()) == [kept]
    kept.refresh_from_db()
    assert kept.get_parent().numchild == 1
