"""The listing of practices."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.finding.pages import PAGE_TEMPLATE
from portal.pages.models import SectionIndexPage
from practices.overview import index_context


class PracticeIndexPage(SectionIndexPage):
    """The listing of all practices, at /praktijken/."""

    parent_page_types: ClassVar[list[str]] = ["pages.HomePage"]
    subpage_types: ClassVar[list[str]] = ["practices.PracticePage"]
    template = PAGE_TEMPLATE

    class Meta:
        verbose_name = _("overzicht van praktijken")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the listing as the address asks for it."""
        return {**super().get_context(request, *args, **kwargs), **index_context(self, request)}
