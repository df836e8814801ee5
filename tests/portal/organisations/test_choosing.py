"""*Mijn gemeente*: chosen without an account and without JavaScript, and only by this site."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.organisations.context import COOKIE
from tests.factories.organisations import FormerMunicipalityFactory, MunicipalityFactory
from tests.factories.tree import ensure_site_tree

pytestmark = pytest.mark.django_db
ADDRESS = "/gemeenten/kies/"


@pytest.fixture(autouse=True)
def tongeren():
    ensure_site_tree()
    place = MunicipalityFactory(nis="73111", name="Tongeren-Borgloon", postcodes=["3700", "3840"])
    FormerMunicipalityFactory(name="Borgloon", successor=place)
    return place


def test_the_address_has_its_name():
    assert reverse("choose_municipality") == ADDRESS


@pytest.mark.parametrize("query", ["borgloon", "3840", "tongeren"])
def test_a_search_offers_a_button_to_choose(client, query):
    html = client.get(ADDRESS, {"q": query}).content.decode()
    assert '<button class="button button--second" type="submit" name="gemeente" value="73111">' in html
    assert "Kies Tongeren-Borgloon" in html


def test_choosing_sets_a_first_party_cookie_for_a_year(client):
    response = client.post(ADDRESS, {"gemeente": "73111"})
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["max-age"], cookie["samesite"], cookie["httponly"], cookie["path"]) == (
        "73111", 365 * 24 * 3600, "Lax", True, "/",
    )  # fmt: skip
    assert not cookie["secure"]
    assert (response.status_code, response["Location"]) == (302, "/gemeenten/tongeren-borgloon/")


def test_the_cookie_is_secure_where_the_site_is(client, settings):
    settings.SESSION_COOKIE_SECURE = True
    assert client.post(ADDRESS, {"gemeente": "73111"}).cookies[COOKIE]["secure"]


def test_the_choice_is_shown_everywhere_and_can_be_taken_back(client):
    client.post(ADDRESS, {"gemeente": "73111"})
    assert "Tongeren-Borgloon" in client.get("/themas/").content.decode()
    page = client.get(ADDRESS).content.decode()
    assert "Nu gekozen: <strong>Tongeren-Borgloon</strong>" in page
    assert "Wis mijn keuze" in page
    response = client.post(ADDRESS, {"gemeente": ""})
    assert response["Location"] == ADDRESS
    assert response.cookies[COOKIE]["max-age"] == 0
    assert "Nu gekozen" not in client.get(ADDRESS).content.decode()


def test_it_leads_back_to_where_one_was(client):
    page = client.get(ADDRESS, headers={"referer": "http://testserver/praktijken/?thema=werk"}).content.decode()
    assert '<input type="hidden" name="terug" value="/praktijken/?thema=werk">' in page
    found = client.get(ADDRESS, {"q": "borgloon", "terug": "/praktijken/?thema=werk"}).content.decode()
    assert 'name="terug" value="/praktijken/?thema=werk"' in found
    response = client.post(ADDRESS, {"gemeente": "73111", "terug": "/praktijken/?thema=werk"})
    assert response["Location"] == "/praktijken/?thema=werk"


@pytest.mark.parametrize(
    "address",
    [
        "https://elders.example/",
        "//elders.example/",
        r"\\elders.example",
        "/\\elders.example",
        "javascript:alert(1)",
        "http://testserver.elders.example/",
        "http://[::1",
        "praktijken/",
        "/\x00",
        "/" + "x" * 3000,
        ADDRESS,
    ],
)
def test_it_never_leads_elsewhere(client, address):
    response = client.post(ADDRESS, {"gemeente": "73111", "terug": address})
    assert response.status_code in {302, 400}
    if response.status_code == 302:
        assert response["Location"] == "/gemeenten/tongeren-borgloon/"
    assert 'name="terug"' not in client.get(ADDRESS, headers={"referer": address}).content.decode()


@pytest.mark.parametrize("nis", ["99999", "7311", "tongeren", "²²²²²", "73111; DROP TABLE", "7" * 20_000])
def test_an_unknown_municipality_is_explained(client, nis):
    response = client.post(ADDRESS, {"gemeente": nis})
    assert response.status_code == 200
    assert COOKIE not in response.cookies
    html = response.content.decode()
    assert "<title>Fout: Kies je gemeente" in html
    assert "Die gemeente kennen we niet" in html


@pytest.mark.parametrize("value", ["99999", "", "x", "73111 ", "²²²²²", '"73111"x'])
def test_a_strange_cookie_is_no_choice(client, value):
    client.cookies[COOKIE] = value
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert "Nu gekozen" not in response.content.decode()


def test_empty_and_mistyped_searches_help_on(client):
    assert "Naam, vroegere naam of postcode" in client.get(ADDRESS, {"q": "  "}).content.decode()
    mistyped = client.get(ADDRESS, {"q": "tongren-borgloon", "terug": "/themas/"}).content.decode()
    assert "Geen gemeente gevonden voor “tongren-borgloon”" in mistyped
    assert f'{ADDRESS}?q=Tongeren-Borgloon&amp;terug=%2Fthemas%2F"' in mistyped
    nothing = client.get(ADDRESS, {"q": "qqqq"}).content.decode()
    assert "postcode van vier cijfers" in nothing


def test_a_form_of_another_site_cannot_choose():
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ADDRESS, {"gemeente": "73111"}).status_code == 403


def test_the_page_is_not_kept_by_caches_nor_found_by_engines(client):
    response = client.get(ADDRESS)
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        client.get(ADDRESS, {"q": "borgloon"})
