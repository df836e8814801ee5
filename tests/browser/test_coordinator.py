"""A network coordinator posts an event, which shows on the network, the agenda and the municipality."""

import datetime

from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import add_block, choose, more, sign_in, start, tab

COORDINATOR = "coordinator@samenwijs.example"
TITLE = "Voorbeeld: overleg over onthaal"
NETWORK, MUNICIPALITY = "Netwerk Limburg", "Tongeren-Borgloon"


def test_a_coordinator_posts_an_event_that_shows_on_network_agenda_and_municipality(
    browser: Browser, base_url: str, passwords: dict[str, str]
) -> None:
    page = browser.new_context(base_url=base_url, locale="nl-BE", viewport={"width": 1280, "height": 1000}).new_page()
    sign_in(page, COORDINATOR, passwords[COORDINATOR])
    post_event(page)
    for address in ("/netwerken/limburg/", "/evenementen/", "/gemeenten/tongeren-borgloon/"):
        page.goto(address)
        expect(page.locator("main")).to_contain_text(TITLE)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("Kennismaking")
    page.context.close()


def post_event(page: Page) -> None:
    start(page, "events/eventpage", NETWORK)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("De leden van het netwerk vergelijken hoe ze nieuwe inwoners onthalen.")
    begin = datetime.date.today() + datetime.timedelta(days=30)
    page.locator("#id_start").fill(f"{begin} 13:30")
    page.locator("#id_end").fill(f"{begin} 16:00")
    page.keyboard.press("Tab")
    page.locator("#id_place").fill("Stadhuis, zaal gelijkvloers")
    choose(page, "municipality", MUNICIPALITY)
    page.locator("#id_themes").get_by_text("Onthaal", exact=False).first.click()
    tab(page, "Programma")
    add_block(page.locator('[data-contentpath="programme"]'))
    page.locator('input[name="programme-0-value-title"]').fill("Kennismaking")
    tab(page, "Organisatie")
    choose(page, "owner_organisation", MUNICIPALITY)
    page.locator("#id_contact_service").fill("Dienst Samenleven")
    more(page, "Publiceren")
    expect(page.get_by_role("status").first).to_be_visible()
