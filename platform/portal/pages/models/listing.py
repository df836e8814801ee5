"""The index page of a section that has a listing."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.finding.listings import ListingDefinition
from portal.finding.pages import PAGE_TEMPLATE
from portal.finding.reading import export_listing
from portal.pages.models.base import SectionIndexPage


class ListingIndexPage(SectionIndexPage):
    """An index page with a listing, which can also be taken along as a file, and followed as a feed."""

    class Meta:
        abstract = True

    def get_template(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        """Return the template of every listing; Wagtail would look for one of each page type."""
        return PAGE_TEMPLATE

    def listing_definition(self, request: HttpRequest) -> ListingDefinition:
        """Return the list that an address of this page asks for."""
        raise NotImplementedError

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the file or feed that is asked for, else with the page."""
        exported = export_listing(self.listing_definition(request), request, path=self.get_url(request) or "")
        return super().serve(request, *args, **kwargs) if exported is None else exported
