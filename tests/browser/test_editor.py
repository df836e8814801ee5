"""An editor of AgII publishes a guideline, with a second pair of eyes, and sees it on the site."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.admin import add_block, choose, more, sign_in, start, tab

EDITOR, SECOND = "redacteur@samenwijs.example", "tweede.redacteur@samenwijs.example"
TITLE = "Voorbeeld: een tolk aan het loket"
CHAPTERS = (
    ("Wanneer een tolk?", "Kijk naar het gevolg van het gesprek."),
    ("Wie tolkt?", "Iemand die zwijgplicht heeft, en nooit een kind."),
    ("Wat regel je vooraf?", "Reserveer de tolk samen met de afspraak."),
)


def test_an_editor_publishes_a_guideline_and_sees_it_on_the_site(
    browser: Browser, base_url: str, passwords: dict[str, str]
) -> None:
    writer = browser.new_context(base_url=base_url, locale="nl-BE", viewport={"width": 1280, "height": 1000}).new_page()
    sign_in(writer, EDITOR, passwords[EDITOR])
    write_guideline(writer)
    writer.goto("/richtlijnen/")
    expect(writer.locator("main")).not_to_contain_text(TITLE)

    reader = browser.new_context(base_url=base_url, locale="nl-BE", viewport={"width": 1280, "height": 1000}).new_page()
    sign_in(reader, SECOND, passwords[SECOND])
    approve(reader)
    reader.goto("/richtlijnen/")
    reader.locator("main").get_by_role("link", name=TITLE).click()
    expect(reader.locator("h1")).to_have_text(TITLE)
    expect(reader.locator("main")).to_contain_text("Versie 1")
    contents = reader.locator(".toc")
    for title, text in CHAPTERS:
        expect(contents).to_contain_text(title)
        expect(reader.locator("main")).to_contain_text(text)
    for one in (writer, reader):
        one.context.close()


def write_guideline(page: Page) -> None:
    start(page, "guidelines/guidelinepage", "Richtlijnen")
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Wanneer je een tolk inzet, wie dat kan zijn en wat je vooraf regelt.")
    chapters = page.locator('[data-contentpath="chapters"]')
    for number, (title, text) in enumerate(CHAPTERS):
        add_block(chapters)
        page.locator(f'input[name="chapters-{number}-value-title"]').fill(title)
        add_block(chapters.locator('[data-contentpath="text"]').nth(number), "Tekst")
        chapters.locator(".public-DraftEditor-content").nth(number).click()
        page.keyboard.type(text)
    tab(page, "Versie en geldigheid")
    page.locator("#id_version").fill("1")
    page.locator("#id_valid_from").fill("2026-01-01")
    page.keyboard.press("Tab")
    tab(page, "Voor wie")
    page.locator("#id_themes").get_by_text("Inclusieve communicatie", exact=True).click()
    tab(page, "Eigenaar")
    choose(page, "owner_organisation", "Agentschap Integratie en Inburgering")
    page.locator("#id_contact_service").fill("Redactie AgII")
    more(page, "Stuur door naar")
    expect(page.get_by_role("status").first).to_be_visible()


def approve(page: Page) -> None:
    page.goto("/beheer/")
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state()
    more(page, "Goedkeuren", exact=True)
    page.wait_for_load_state()
