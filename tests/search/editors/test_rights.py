"""Who keeps search in the admin: editors and administrators; others see no menu and no page."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PAGES = [
    *(f"{kept}/{page}" for kept in ("synoniemen", "uitgelicht", "woorden", "controlelijst") for page in ("", "new/")),
    "synoniemen/gevolgen/",
    "rapport/",
    "rapport/resultaten/",
    "uitleg/",
]


@pytest.mark.parametrize("page", PAGES)
def test_who_may_opens_the_page_and_who_may_not_does_not(as_editor, client, page):
    assert as_editor.get(f"/beheer/zoeken/{page}").status_code == 200
    other = UserFactory()
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(other)
    answer = client.get(f"/beheer/zoeken/{page}")
    assert (answer.status_code, answer["location"]) == (302, "/beheer/")
    client.logout()
    assert "/beheer/login/" in client.get(f"/beheer/zoeken/{page}")["location"]


def test_the_menu_is_for_who_may(as_editor, client):
    menu = as_editor.get("/beheer/").content.decode()
    for item in ("rapport", "synoniemen", "uitgelicht", "woorden", "controlelijst", "uitleg"):
        assert f"/beheer/zoeken/{item}/" in menu
    other = UserFactory()
    other.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(other)
    assert "/beheer/zoeken/" not in client.get("/beheer/").content.decode()


HOSTILE = ["", "' & | ! <-> :*", "x" * 1_500, "\N{PILE OF POO}", "سؤال", "%", "-1", "9" * 30, "[(*+?"]


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_an_address_is_answered(as_editor, text):
    for page, names in {
        "rapport/": ("dagen", "p", "export"),
        "uitleg/": ("q", "item"),
        "synoniemen/gevolgen/": ("words", "to_words", "q", "synonym"),
        "synoniemen/new/": ("words", "to_words", "active"),
        "uitgelicht/new/": ("query", "item", "item_choice", "until"),
        "woorden/new/": ("kind", "word", "value", "examples"),
        "controlelijst/new/": ("query", "item", "within"),
        "controlelijst/": ("q", "passed", "p"),
    }.items():
        assert as_editor.get(f"/beheer/zoeken/{page}", dict.fromkeys(names, text)).status_code == 200, page
