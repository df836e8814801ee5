"""The listing of practices: rows or a map, filtered and sorted as the address asks."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from portal.finding.pages import listing_context
from practices.facets import PRACTICES

if TYPE_CHECKING:
    from practices.models import PracticeIndexPage


def index_context(index: "PracticeIndexPage", request: HttpRequest) -> dict[str, Any]:
    """Return what the listing shows; as most people meet it, it is kept."""
    return {
        "section": "praktijken",
        **listing_context(index, request, PRACTICES, "practices/practice_index_inside.html"),
    }
