"""The home page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal import slots
from portal.pages.models.base import SectionIndexPage

STARTING_WORDS = ("brugfiguren", "taaloefenkansen", "straatintimidatie", "buddywerking")
"""Words under the search box, as doors for who does not know what to ask; each finds something in the starter content."""


class HomePage(SectionIndexPage):
    """The start: a search box, four entrances, what is new and what is on; features fill its slots."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("startpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what features show on the start."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        inside = {"request": request, "page": self}
        return context | {
            "starting_words": STARTING_WORDS,
            "entrances": slots.render("home.entrances", inside),
            "main": slots.render("home", inside),
            "agenda": slots.render("home.agenda", inside),
            "themes": slots.render("home.themes", inside),
        }
