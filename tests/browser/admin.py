"""What an editor does in the admin, in steps that a test can name."""

import re

from playwright.sync_api import Locator, Page, TimeoutError


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/beheer/login/")
    page.locator("input[name=username]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_url("**/beheer/")


def page_number(page: Page, title: str) -> str:
    """Return the number by which the admin names the page of that title, from the explorer."""
    page.goto("/beheer/pages/?q=" + title)
    link = page.get_by_role("link", name=title, exact=True).locator("visible=true").last
    found = re.search(r"/pages/(\d+)/", link.get_attribute("href") or "")
    assert found, title
    return found[1]


def start(page: Page, kind: str, parent: str) -> None:
    """Open the form of a new page of `kind` below the page of that title."""
    page.goto(f"/beheer/pages/add/{kind}/{page_number(page, parent)}/")


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=re.compile(f"^{name}")).click()


def choose(page: Page, field: str, name: str) -> None:
    """Choose `name` in the chooser of a field: open it, search, take the row."""
    page.locator(f"#id_{field}-chooser").get_by_role("button").locator("visible=true").first.click()
    dialog = page.locator(".modal-dialog")
    dialog.locator("input[name=q]").fill(name)
    dialog.get_by_role("link", name=name, exact=True).first.click()
    dialog.wait_for(state="detached")


def add_block(within: Locator, kind: str = "") -> None:
    """Insert a block in a stream; `kind` names it where there are several.

    On a busy machine the list of kinds was seen not to open right after another block was inserted: who sees that asks
    once more.
    """
    button = within.locator("button.c-sf-add-button").last
    button.click()
    if kind:
        option = within.page.get_by_role("option", name=kind, exact=True)
        try:
            option.wait_for(timeout=5_000)
        except TimeoutError:
            button.click()
        option.click()


def more(page: Page, action: str, *, exact: bool = False) -> None:
    """Take the action whose name holds `action`, or is it exactly, from the menu beside the save button."""
    page.locator("footer").get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name=action, exact=exact).locator("visible=true").click()
