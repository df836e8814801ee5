"""An earlier version of a guideline at its own address, as it was when it was replaced."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from wagtail.models import Page

from practices.guidelines.detail import shown_context

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage, GuidelineVersion

OF_THE_PAGE = ("id", "pk", "path", "depth", "numchild", "slug", "url_path", "live", "content_type_id", "locale_id")
"""What belongs to the page whatever its version."""


def serve_version(guideline: "GuidelinePage", request: HttpRequest, number: int) -> HttpResponse:
    """Render version `number`; the number of the valid one leads to the page itself."""
    if guideline.is_of_agii and number == guideline.version:
        return HttpResponseRedirect(guideline.get_url(request) or "")
    versions = guideline.versions.filter(number=number, number__lt=guideline.version or 0)
    version = versions.first() if guideline.is_of_agii else None
    if version is None:
        raise Http404
    then = as_it_was(guideline, version)
    context = Page.get_context(then, request) | shown_context(then, request, version)
    return TemplateResponse(request, guideline.template, context)


def as_it_was(guideline: "GuidelinePage", version: "GuidelineVersion") -> "GuidelinePage":
    """Return the guideline with the text and the facts of `version`; its relations are left to their keys."""
    own = {"pk", *(field.name for field in guideline._meta.concrete_fields)}
    content = {name: value for name, value in version.content.items() if name in own}
    then: GuidelinePage = type(guideline).from_serializable_data(content, check_fks=False, strict_fks=False)
    for name in OF_THE_PAGE:
        setattr(then, name, getattr(guideline, name))
    return then
