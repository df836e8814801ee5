"""The search box suggests while somebody types: by keyboard alone, by touch, and without JavaScript as a plain form."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import watch
from tests.browser.test_every_template import RULES, sideways


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page on a narrow screen that is touched."""
    context = browser.new_context(
        base_url=base_url, locale="nl-BE", has_touch=True, viewport={"width": 360, "height": 740}
    )
    faults: list[str] = []
    watch(context, base_url, faults)
    yield context.new_page()
    context.close()
    assert not faults


def box(page: Page) -> Locator:
    return page.get_by_role("combobox")


def options(page: Page) -> Locator:
    return page.get_by_role("option")


def chosen(page: Page) -> str:
    """Return the text of the option that the box points at."""
    return page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )


@pytest.mark.parametrize(("path", "width"), [("/", 1280), ("/themas/", 360), ("/zoeken/?q=x", 1280)])
def test_a_suggestion_is_reached_by_keyboard_alone(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(path)
    height = page.evaluate("document.documentElement.scrollHeight")
    box(page).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("borglo")
    expect(options(page).first).to_contain_text("Tongeren-Borgloon")
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="suggestie")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollHeight") == height
    assert sideways(page) <= 0
    assert chosen(page) == ""

    page.keyboard.press("ArrowDown")
    assert "Gemeente, ook: Borgloon" in chosen(page)
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ""
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/gemeenten/tongeren-borgloon/"))


def test_nothing_is_chosen_for_somebody_who_presses_enter(page: Page) -> None:
    page.goto("/")
    box(page).focus()
    page.keyboard.type("brugfigu")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=brugfigu$"))


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    box(page).focus()
    page.keyboard.type("brug")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(options(page)).to_have_count(0)
    expect(box(page)).to_have_value("brug")
    expect(box(page)).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Tab")
    expect(options(page)).to_have_count(0)


def test_a_word_is_searched(page: Page) -> None:
    page.goto("/")
    box(page).focus()
    page.keyboard.type("samen taaloefenk")
    word = options(page).filter(has_text="zoekwoord").first
    expect(word).to_contain_text("samen taaloefenkansen")
    word.click()
    expect(page.locator("h1")).to_contain_text("samen taaloefenkansen")


def test_a_suggestion_is_touched(phone: Page) -> None:
    phone.goto("/")
    box(phone).tap()
    phone.keyboard.type("borglo")
    options(phone).first.tap()
    expect(phone).to_have_url(re.compile("/gemeenten/tongeren-borgloon/"))


def test_without_javascript_it_is_a_plain_form(plain: Page) -> None:
    plain.goto("/themas/")
    plain.get_by_role("searchbox").fill("brugfiguren")
    plain.get_by_role("searchbox").press("Enter")
    expect(plain.locator("h1")).to_contain_text("voor brugfiguren")


def test_filters_answer_at_once_and_need_no_button(page: Page) -> None:
    page.goto("/praktijken/")
    expect(page.get_by_role("button", name="Toon resultaten")).to_have_count(0)
    theme = page.locator("#filters").get_by_label("Onderwijs", exact=True).first
    theme.scroll_into_view_if_needed()
    before = page.evaluate("scrollY")
    theme.check()
    expect(page).to_have_url(re.compile("thema=onderwijs"))
    expect(theme).to_be_focused()
    assert page.evaluate("scrollY") == before


def test_filters_that_cover_a_small_screen_wait_for_their_button(phone: Page) -> None:
    phone.goto("/praktijken/")
    phone.get_by_role("link", name="Filters").click()
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for name in ("Onderwijs", "Werk"):
        phone.locator("#filters").get_by_label(name, exact=True).first.check()
    phone.wait_for_timeout(500)
    assert asked == []
    phone.get_by_role("button", name="Toon resultaten").first.click()
    expect(phone).to_have_url(re.compile("thema=onderwijs.*thema=werk|thema=werk.*thema=onderwijs"))
    expect(phone.locator("h1")).to_be_visible()
