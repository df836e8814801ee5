"""The listing of practices."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.finding.listings import ListingDefinition
from portal.pages.models import ListingIndexPage
from practices.facets import PRACTICES
from practices.overview import index_context


class PracticeIndexPage(ListingIndexPage):
    """The listing of all practices, at /praktijken/."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]

    class Meta:
        verbose_name = _("overzicht van praktijken")

    def listing_definition(self, request: HttpRequest) -> ListingDefinition:
        """Return what the listing holds."""
        return PRACTICES

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the listing as the address asks for it."""
        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}
