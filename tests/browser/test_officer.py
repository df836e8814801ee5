"""A municipal officer finds a usable practice, knows what it cost and what was hard, and reaches the source."""

import re

import pytest
from playwright.sync_api import Page, expect


def test_an_officer_of_borgloon_finds_a_practice_of_a_town_like_theirs_and_its_source(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("link", name="Kies je gemeente").click()
    reader.get_by_role("searchbox").last.fill("Borgloon")
    reader.get_by_role("searchbox").last.press("Enter")
    reader.get_by_role("button", name=re.compile("Tongeren-Borgloon")).click()
    expect(reader.locator(".top__tools")).to_contain_text("Tongeren-Borgloon")

    reader.goto("/")
    reader.get_by_label("Wat wil je aanpakken in jouw gemeente?").fill("taaloefenkansen")
    reader.get_by_role("button", name="Zoeken").click()
    expect(reader.locator("h1")).to_have_text(re.compile(r"\d+ resulta(at|ten) voor taaloefenkansen"))

    reader.goto("/praktijken/?thema=oefenkansen-nederlands&zoals=grootte")
    expect(reader.locator("h1")).to_have_text(re.compile(r"\d+ praktijk"))
    reader.locator(".results h2 a").first.click()
    expect(reader.get_by_text("Samengevat uit een openbare bron").first).to_be_visible()
    expect(reader.get_by_text("niet nagekeken door de gemeente", exact=False).first).to_be_visible()
    source = reader.locator("main a[href^='http']:not([href*='127.0.0.1'])").first
    expect(source).to_be_visible()
    for heading in ("Wat het opleverde", "Wat moeilijk was"):
        expect(reader.get_by_role("heading", name=heading)).to_be_visible()
    assert "@" not in reader.locator("main").inner_text()


def test_borgloon_leads_to_its_successor_and_says_why(reader: Page) -> None:
    reader.goto("/gemeenten/borgloon/")
    expect(reader.locator("h1")).to_have_text("Tongeren-Borgloon")
    expect(reader.locator("main")).to_contain_text("Borgloon")
    expect(reader.locator("main")).to_contain_text("2025")


def test_a_postcode_finds_the_municipality(reader: Page) -> None:
    reader.goto("/gemeenten/kies/")
    reader.get_by_role("searchbox").last.fill("3840")
    reader.get_by_role("searchbox").last.press("Enter")
    expect(reader.get_by_role("button", name=re.compile("Tongeren-Borgloon"))).to_be_visible()


def test_filters_are_set_and_taken_away(reader: Page) -> None:
    reader.goto("/praktijken/")
    reader.get_by_label("Onderwijs", exact=True).first.check()
    apply = reader.get_by_role("button", name="Toon resultaten").first
    if apply.is_visible():  # a script does without
        apply.click()
    expect(reader).to_have_url(re.compile("thema=onderwijs"))
    chip = reader.locator("a.chip", has_text="Onderwijs")
    expect(chip).to_be_visible()
    chip.click()
    expect(reader).not_to_have_url(re.compile("thema="))


def test_a_search_that_finds_nothing_is_no_dead_end(reader: Page) -> None:
    reader.goto("/zoeken/?q=xyzzyq")
    expect(reader.locator("h1")).to_contain_text("xyzzyq")
    assert reader.locator("main a").count() >= 3


def test_the_agenda_hides_what_is_past_behind_a_link(reader: Page) -> None:
    reader.goto("/evenementen/")
    expect(reader.locator("main")).to_contain_text("Voorbeeld")
    reader.locator("main").get_by_role("link", name=re.compile("[Vv]oorbij")).first.click()
    expect(reader.locator("main")).to_contain_text("2023")


@pytest.mark.parametrize("width", [360, 1280])
def test_a_practice_is_found_by_keyboard_alone(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Naar de inhoud")
    page.keyboard.press("Enter")
    press_until(page, "#q")
    page.keyboard.type("brugfiguren")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("brugfiguren")
    press_until(page, ".results h2 a")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()
    expect(page).not_to_have_url(re.compile("/zoeken/"))


def press_until(page: Page, selector: str, most: int = 120) -> None:
    """Press Tab until the focus is on `selector`; each stop on the way must be visible."""
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.count() == 1, "the focus is nowhere"
        assert focused.is_visible(), focused.evaluate("element => element.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} was not reached by {most} presses of Tab")
