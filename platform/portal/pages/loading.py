"""The starter content of the portal: home, the pages about the platform, and the rights of editors."""

from pathlib import Path

from portal.loading import Report, check_rows, read_json
from portal.pages.models import StandardPage
from portal.pages.rights import grant_editors, remove_default_roles
from portal.pages.starter import home_page, load_page

PAGES = Path(__file__).parent / "data" / "pages.json"


def load_standard_pages() -> Report:
    """Load home and the pages about the platform."""
    report = Report("pages about the platform")
    rows = check_rows(PAGES, read_json(PAGES), key="id", required=("title", "summary", "body"))
    home = home_page()
    for row in rows:
        values = {"title": row["title"], "slug": row["id"], "summary": row["summary"], "body": row["body"]}
        load_page(report, StandardPage, home, starter_id=row["id"], values=values)
    return report


def load_rights() -> Report:
    """Give editors their rights."""
    remove_default_roles()
    grant_editors(home_page())
    return Report("rights of editors", unchanged=1)
