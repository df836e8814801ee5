"""/sitemap.xml and /robots.txt: what machines are told."""

import xml.etree.ElementTree as ET

import pytest
from django.test import override_settings
from django.urls import clear_script_prefix, set_script_prefix

from tests.factories.organisations import MunicipalityFactory, OrganisationFactory
from tests.factories.pages import PAGE_FACTORIES, PracticePageFactory
from tests.factories.reference import ThemeFactory
from tests.factories.states import FORBIDDEN_STATES

pytestmark = pytest.mark.django_db
BASE = "https://samenwijs.example"


@pytest.fixture(autouse=True)
def _address(settings):
    settings.WAGTAILADMIN_BASE_URL = BASE


def addresses(client):
    """Return the addresses of the sitemap."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    tree = ET.fromstring(response.content)  # noqa: S314  our own
    return [place.text for place in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_every_public_page_is_there_once(client, site_tree):
    pages = [factory() for factory in PAGE_FACTORIES]
    found = addresses(client)
    assert len(found) == len(set(found))
    for page in [site_tree.home, site_tree.practices, *pages]:
        assert BASE + page.get_url() in found


def test_what_is_generated_is_there_too(client, site_tree):
    municipality = MunicipalityFactory(name="Genk")
    organisation, theme = OrganisationFactory(code="vzw-buur"), ThemeFactory(code="buurt")
    PracticePageFactory(municipalities=[municipality], owner_organisation=organisation, themes=[theme])
    found = addresses(client)
    for path in ("/gemeenten/", "/gemeenten/genk/", "/organisaties/vzw-buur/", "/themas/buurt/", "/menukaart/"):
        assert BASE + path in found


@pytest.mark.parametrize("state", FORBIDDEN_STATES)
def test_what_is_hidden_is_not(client, site_tree, state):
    page = FORBIDDEN_STATES[state](PracticePageFactory())
    assert BASE + page.get_url() not in addresses(client)


def test_queries_do_not_grow(client, site_tree, django_assert_num_queries, django_assert_max_num_queries):
    addresses(client)  # what Wagtail remembers of the site
    with django_assert_max_num_queries(12) as few:
        addresses(client)
    for _number in range(3):
        PracticePageFactory(owner_organisation=OrganisationFactory(of_municipality=True))
    with django_assert_num_queries(len(few)):
        addresses(client)


def test_robots_may_visit_all_but_the_admin_and_search(client, site_tree):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /beheer/",
        "Disallow: /zoeken/",
        f"Sitemap: {BASE}/sitemap.xml",
    ]


def test_below_a_path_of_its_host(client, site_tree):
    with override_settings(WAGTAILADMIN_BASE_URL=f"{BASE}/wijs", FORCE_SCRIPT_NAME="/wijs"):
        set_script_prefix("/wijs/")
        text = client.get("/robots.txt").content.decode()
        clear_script_prefix()
    assert "Disallow: /wijs/beheer/" in text
    assert f"Sitemap: {BASE}/wijs/sitemap.xml" in text
