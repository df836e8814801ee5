"""An editor sees the page as readers will, beside the form: drawn under the site's own policy, without a complaint."""

from playwright.sync_api import Page, expect


def test_a_preview_stands_beside_the_form(page: Page, passwords: dict[str, str]) -> None:
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.goto("/beheer/login/")
    page.locator("#id_username").fill("redacteur@samenwijs.example")
    page.locator("#id_password").fill(passwords["redacteur@samenwijs.example"])
    page.locator("#id_password").press("Enter")
    page.goto("/beheer/pages/")
    page.locator("main").get_by_role("link", name="Privacy").first.click()
    page.locator("#id_summary").fill("Wat we bewaren, en hoe lang; een zin uit het voorbeeld.")
    page.get_by_role("button", name="Toon/verberg voorvertoning").click()
    preview = page.frame_locator("iframe.w-preview__iframe").last
    expect(preview.get_by_text("een zin uit het voorbeeld")).to_be_visible()
    expect(preview.get_by_role("navigation", name="Hoofdnavigatie")).to_be_visible()
