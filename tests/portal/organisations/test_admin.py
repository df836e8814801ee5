"""Municipalities and organisations in the admin: who sees, who changes, and what is found."""

import pytest
from django.urls import reverse

from portal.accounts.groups import editors
from portal.organisations.models import Municipality, Organisation
from tests.factories.accounts import UserFactory
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PracticePageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tongeren():
    place = MunicipalityFactory(nis="73111", name="Tongeren-Borgloon", postcodes=["3700", "3840"])
    FormerMunicipalityFactory(name="Borgloon", successor=place)
    MunicipalityFactory(nis="71053", name="Sint-Truiden", postcodes=["3800"])
    return place


@pytest.fixture
def as_administrator(client):
    client.force_login(UserFactory(administrator=True))
    return client


@pytest.fixture
def as_editor(client):
    user = UserFactory()
    user.groups.add(editors())
    client.force_login(user)
    return client


def test_the_list_finds_old_names_and_postcodes(as_administrator):
    for query in ("borgloon", "3840"):
        page = as_administrator.get("/beheer/gemeenten/", {"q": query}).content.decode()
        assert "Tongeren-Borgloon" in page
        assert "Sint-Truiden" not in page


def test_the_list_of_organisations_finds_numbers_and_filters(as_administrator, tongeren):
    OrganisationFactory(name="Tongeren-Borgloon", municipality=tongeren, kbo="0207067482")
    OrganisationFactory(name="De Brug")
    found = as_administrator.get("/beheer/organisaties/", {"q": "0207.067.482"}).content.decode()
    assert "Tongeren-Borgloon" in found
    assert "De Brug" not in found
    others = as_administrator.get("/beheer/organisaties/", {"is_local": "false"}).content.decode()
    assert "De Brug" in others
    assert "0207067482" not in others


def test_editors_see_municipalities_and_keep_organisations(as_editor):
    organisation = OrganisationFactory()
    seen = ["/beheer/gemeenten/", "/beheer/gemeenten/inspect/73111/", "/beheer/organisaties/"]
    kept = ["/beheer/organisaties/new/", f"/beheer/organisaties/edit/{organisation.pk}/"]
    assert [as_editor.get(address).status_code for address in (*seen, *kept)] == [200] * 5
    refused = ["/beheer/gemeenten/edit/73111/", f"/beheer/organisaties/delete/{organisation.pk}/"]
    assert [as_editor.get(address).status_code for address in refused] == [302, 302]


@pytest.mark.parametrize("address", ["/beheer/gemeenten/new/", "/beheer/gemeenten/delete/73111/"])
def test_nobody_adds_or_deletes_a_municipality(as_administrator, address):
    assert as_administrator.post(address).status_code == 302
    assert Municipality.objects.filter(nis="73111").exists()


def test_an_administrator_renames_a_municipality(as_administrator, tongeren):
    values = {
        "name": "Zelfbedacht",
        "slug": "zelfbedacht",
        "province": tongeren.province_id,
        "region": tongeren.region_id,
        "size_class": tongeren.size_class_id,
        "population": 42_000,
        "postcodes": "3700,3840",
    }
    assert as_administrator.post("/beheer/gemeenten/edit/73111/", values).status_code == 302
    tongeren.refresh_from_db()
    assert (tongeren.name, tongeren.sort_name, tongeren.postcodes) == ("Zelfbedacht", "zelfbedacht", ["3700", "3840"])


def test_a_used_organisation_is_not_deleted_and_says_why(as_administrator):
    organisation = OrganisationFactory(name="De Brug")
    PracticePageFactory(owner_organisation=organisation)
    response = as_administrator.post(f"/beheer/organisaties/delete/{organisation.pk}/", follow=True)
    assert "“De Brug” wordt 1 keer gebruikt" in response.content.decode()
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    unused = OrganisationFactory()
    as_administrator.post(f"/beheer/organisaties/delete/{unused.pk}/")
    assert not Organisation.objects.filter(pk=unused.pk).exists()


@pytest.mark.parametrize("query", ["borgloon", "3840", "tongeren"])
def test_choosers_find_old_names_and_postcodes(as_editor, tongeren, query):
    OrganisationFactory(name="Bestuur van Tongeren", municipality=tongeren)
    places = as_editor.get(reverse("municipality_chooser:choose_results"), {"q": query}).content.decode()
    assert "Tongeren-Borgloon" in places
    assert "Sint-Truiden" not in places
    organisations = as_editor.get(reverse("organisation_chooser:choose_results"), {"q": query}).content.decode()
    assert "Bestuur van Tongeren" in organisations


def test_a_chooser_tells_municipalities_apart(as_editor):
    page = as_editor.get(reverse("municipality_chooser:choose")).json()["html"]
    assert "Kies een gemeente" in page
    assert "Limburg" in page
