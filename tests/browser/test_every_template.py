"""Every template at two widths: no fault of WCAG 2.2 AA, no sideways scroll, nothing from another host."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.addresses import TEMPLATES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } "
    "p { margin-bottom: 2em !important; }"
)


def sideways(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_no_fault(page: Page, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    answer = page.goto(TEMPLATES[name])
    assert answer is not None
    assert answer.status == 200
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found] == []
    assert sideways(page) <= 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_fits_320_pixels_also_with_the_text_spacing_of_wcag(page: Page, name: str) -> None:
    """320 pixels is what remains of 1,280 at 400 % zoom."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(TEMPLATES[name])
    assert sideways(page) <= 0
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); "
        "document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }",
        SPACING,
    )
    assert sideways(page) <= 0


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_one_heading_one_and_reads_without_javascript(plain: Page, name: str) -> None:
    plain.goto(TEMPLATES[name])
    assert plain.locator("h1").count() == 1
    assert plain.locator("main").inner_text().strip()
    assert plain.locator("[style], script:not([src]):not([type='application/ld+json'])").count() == 0
