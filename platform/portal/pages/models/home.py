"""The home page."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from portal import slots
from portal.kept import kept
from portal.organisations.context import chosen_municipality
from portal.pages.models.base import SectionIndexPage

STARTING_WORDS = ("brugfiguren", "taaloefenkansen", "straatintimidatie", "buddywerking")
"""Words under the search box, as doors for who does not know what to ask."""
SLOTS = ("entrances", "map", "mine", "new", "agenda", "themes")
"""What features show on the start, each in the slot `home.<name>`."""


class HomePage(SectionIndexPage):
    """The start: a search box, four entrances, what is new and what is on; features fill its slots."""

    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    template = "pages/home.html"

    class Meta:
        verbose_name = _("startpagina")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what features show on the start."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        mine = chosen_municipality(request)
        inside = {"request": request, "page": self}
        filled = kept("home", mine and mine.nis, request=request, make=lambda: _filled_slots(inside))
        return context | filled | {"starting_words": STARTING_WORDS}


def _filled_slots(context: dict[str, Any]) -> dict[str, SafeString]:
    return {name: slots.render(f"home.{name}", context) for name in SLOTS}
