"""An earlier version of a guideline at its own address, as it was when it was replaced."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from wagtail.models import Page

from practices.guidelines.detail import detail_context

if TYPE_CHECKING:
    from practices.guidelines.models import GuidelinePage


def serve_version(guideline: "GuidelinePage", request: HttpRequest, number: int) -> HttpResponse:
    """Render version `number`; the number of the valid one leads to the page itself."""
    if not guideline.is_of_agii or guideline.version is None or number > guideline.version:
        raise Http404
    if number == guideline.version:
        return HttpResponseRedirect(guideline.get_url(request) or "")
    version = guideline.versions.filter(number=number).first()
    if version is None:
        raise Http404
    as_it_was: GuidelinePage = guideline.with_content_json(version.content)
    as_it_was.slug = guideline.slug
    context = {
        **Page.get_context(as_it_was, request),
        **detail_context(as_it_was, request, replaced=version),
    }
    return TemplateResponse(request, guideline.template, context)
