"""The home page."""

from typing import ClassVar


from portal.pages.models.base import BasePage


class HomePage(BasePage):
    """The start: a search box, four entrances, what is new and what is on; features fill its slots."""

    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "pages/home.html"

    class Meta:
        verbose_name = "startpagina"

