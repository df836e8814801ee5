"""What somebody sees who comes to a page that is not for everybody."""

import pytest
from bs4 import BeautifulSoup

from tests.factories.accounts import UserFactory
from tests.factories.pages import StandardPageFactory
from tests.factories.states import for_signed_in_people, private_by_password

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return StandardPageFactory(slug="besloten", title="Een besloten pagina")


def form_of(response):
    """Return address and values of the form that asks for the password."""
    form = BeautifulSoup(response.content, "html.parser").select_one("form[method=post]")
    return form["action"], {field["name"]: field.get("value", "") for field in form.select("input[name]")}


def test_a_password_opens_the_page(client, page):
    private_by_password(page)
    asked = client.get("/besloten/")
    assert "Deze pagina heeft een wachtwoord" in asked.content.decode()
    assert "Een besloten pagina" not in asked.content.decode()
    action, values = form_of(asked)
    assert client.post(action, values | {"password": "geheim"}, follow=True).redirect_chain == [("/besloten/", 302)]
    assert "Een besloten pagina" in client.get("/besloten/").content.decode()


def test_a_wrong_password_says_what_to_do(client, page):
    private_by_password(page)
    action, values = form_of(client.get("/besloten/"))
    answer = client.post(action, values | {"password": "verkeerd"}).content.decode()
    assert "Dit wachtwoord past niet. Kijk het na en probeer het opnieuw." in answer
    assert "<title>Fout: " in answer


def test_the_way_back_never_leads_to_another_site(client, page):
    private_by_password(page)
    action, values = form_of(client.get("/besloten/"))
    answer = client.post(action, values | {"password": "geheim", "return_url": "https://evil.example/"})
    assert "evil.example" not in answer["location"]


def test_a_page_for_people_with_an_account_leads_to_signing_in_and_back(client, page):
    for_signed_in_people(page)
    answer = client.get("/besloten/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/beheer/login/?next=")
    assert "besloten" in answer.redirect_chain[-1][0]
    client.force_login(UserFactory())
    assert "Een besloten pagina" in client.get("/besloten/").content.decode()
