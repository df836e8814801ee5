"""A real site and a real browser: the site as `make run` prepares it, in a database of its own, asked by Chromium."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page

from config.bootstrap import BROWSERS
from tests.servers import Served, our_site

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 10


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served() -> Iterator[tuple[Served, dict[str, str]]]:
    """The running site, with the environment that it runs in."""
    database = settings.DATABASES["default"]
    host = f"?host={database['HOST']}&port={database['PORT'] or 5432}"
    server = f"postgresql://{database['USER']}:{database['PASSWORD']}@/postgres{host}"
    with our_site(server, generated=0) as (site, variables):
        yield site, variables


@pytest.fixture(scope="session")
def base_url(served: tuple[Served, dict[str, str]]) -> str:
    """Address of the site, which pages ask for relative addresses."""
    return served[0].address


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """The system's Chromium."""
    return {"executable_path": next(filter(None, map(shutil.which, BROWSERS))), "args": FLAGS}


@pytest.fixture(autouse=True)
def faults_of_pages(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test in which a page wrote an error to the console, or asked another host."""
    faults: list[str] = []
    if "context" in request.fixturenames:
        watch(request.getfixturevalue("context"), request.getfixturevalue("base_url"), faults)
    yield
    assert not faults


def watch(context: BrowserContext, address: str, faults: list[str]) -> None:
    """Note in `faults` what a page of `context` does that it may not."""
    context.set_default_timeout(SECONDS * 1000)
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on(
        "request",
        lambda asked: (
            faults.append(f"asks {asked.url}")
            if asked.url.startswith("http") and not asked.url.startswith(address)
            else None
        ),
    )


@pytest.fixture
def plain(browser: Browser, base_url: str) -> Iterator[Page]:
    """A page in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=base_url, locale="nl-BE")
    faults: list[str] = []
    watch(context, base_url, faults)
    yield context.new_page()
    context.close()
    assert not faults


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def reader(request: pytest.FixtureRequest, browser: Browser, base_url: str) -> Iterator[Page]:
    """A visitor's page, once with JavaScript and once without."""
    with_script = request.param == "with JavaScript"
    context = browser.new_context(java_script_enabled=with_script, base_url=base_url, locale="nl-BE")
    faults: list[str] = []
    watch(context, base_url, faults)
    yield context.new_page()
    context.close()
    assert not faults


@pytest.fixture(scope="session")
def passwords(served: tuple[Served, dict[str, str]]) -> dict[str, str]:
    """Passwords of the example accounts, by mail address."""
    text = (Path(served[1]["VAR_DIR"]) / "accounts.txt").read_text(encoding="utf-8")
    return {line.split()[-2]: line.split()[-1] for line in text.splitlines() if "@" in line}
