"""The page around every page."""

from types import SimpleNamespace
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import LazySettings
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse

from portal.cards import Link

PAGE = """{% extends "base.html" %}{% block title %}Praat "mee" & meer{% endblock %}
{% block description %}Wat gemeenten   deden.{% endblock %}{% block content %}<h1>Praat mee</h1>{% endblock %}"""


@pytest.fixture
def draw(rf: RequestFactory) -> Any:
    def page(source: str = PAGE, **context: Any) -> BeautifulSoup:
        request = rf.get("/praktijken/?pagina=2")
        request.csp_nonce = "bij-toeval"
        html = engines["django"].from_string(source).render({"my_municipality": None, **context}, request)
        return BeautifulSoup(html, "html.parser")

    return page


def one(soup: BeautifulSoup, selector: str) -> Tag:
    found = soup.select(selector)
    assert len(found) == 1, f"{len(found)} of {selector}"
    return found[0]


def test_title_and_description_are_said_once_and_shared(draw: Any) -> None:
    page = draw()
    assert page.title.text == 'Praat "mee" & meer – Samenwijs'
    assert one(page, "meta[property='og:title']")["content"] == 'Praat "mee" & meer'
    for selector in ("meta[name=description]", "meta[property='og:description']"):
        assert one(page, selector)["content"] == "Wat gemeenten deden."


def test_the_canonical_address_is_the_page_without_parameters(draw: Any, settings: LazySettings) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://samenwijs.example"
    assert one(draw(), "link[rel=canonical]")["href"] == "https://samenwijs.example/praktijken/"
    other = draw(canonical_url="https://samenwijs.example/richtlijnen/taal/")
    for selector, attribute in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        assert one(other, selector)[attribute] == "https://samenwijs.example/richtlijnen/taal/"


def test_the_skip_link_leads_to_the_one_main(draw: Any) -> None:
    page = draw()
    assert page.select("body a")[0]["href"] == "#inhoud"
    assert one(page, "main")["id"] == "inhoud"
    assert one(page, "html")["lang"] == "nl-BE"


def test_the_current_entrance_is_marked(draw: Any) -> None:
    assert one(draw(section="netwerken"), ".mainnav [aria-current]")["href"] == "/netwerken/"
    assert not draw().select(".mainnav [aria-current]")


def test_the_search_box_is_a_plain_form_to_the_search_page(draw: Any) -> None:
    form = one(draw(search_query='"buurt werk"'), "form[role=search]")
    assert form["action"] == reverse("search")
    assert form.select_one("input[name=q]")["value"] == '"buurt werk"'


def test_home_leaves_the_search_box_of_the_header_out(draw: Any) -> None:
    home = draw('{% extends "base.html" %}{% block body_class %}home{% endblock %}')
    assert one(home, "body")["class"] == ["home"]
    assert not home.select("form")


def test_the_chosen_municipality_is_named_or_asked_for(draw: Any) -> None:
    asked = one(draw(), ".top__tools a")
    assert asked["href"] == reverse("choose_municipality")
    assert asked.text == "Kies je gemeente"
    chosen = one(draw(my_municipality=SimpleNamespace(name="Tongeren-Borgloon")), ".top__tools a")
    assert "Tongeren-Borgloon" in chosen.text


def test_breadcrumbs_come_from_the_context(draw: Any) -> None:
    page = draw(crumbs=(Link("Start", "/"), Link("Praktijken")))
    assert one(page, ".crumbs [aria-current=page]").text == "Praktijken"
    assert not draw().select(".crumbs")


def test_scripts_are_modules_with_the_nonce_and_nothing_is_inline(draw: Any) -> None:
    scripts = draw().select("script")
    assert scripts
    for script in scripts:
        assert script["type"] == "module"
        assert script["nonce"] == "bij-toeval"
        assert script["src"].startswith("/static/")
        assert not script.text


def test_nothing_is_asked_of_another_host(draw: Any) -> None:
    for tag in draw().select("[src], link[href]:not([rel=canonical])"):
        assert (tag.get("src") or tag.get("href")).startswith("/static/")


def test_what_has_no_function_yet_is_absent(draw: Any) -> None:
    text = draw().get_text(" ")
    for word in ("Aanmelden", "Deel je praktijk", "Meld een fout"):
        assert word not in text
