"""What surrounds a request of the admin: editors hear why something could not be published."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.pages.publication import PublicationRefused


class ExplainRefusedPublication:
    """Middleware that turns a refused publication in the admin into its sentences and the way back.

    The editing form asks the same questions before it saves; this is for the other doors: approving in a workflow,
    copying a live page, publishing in bulk. The request's transaction is rolled back before we get here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Show the sentences and return to where the editor was; any other exception goes its way."""
        if not isinstance(exception, PublicationRefused) or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        for sentence in exception.messages:
            messages.error(request, sentence)
        return HttpResponseRedirect(_where_the_editor_was(request))


def _where_the_editor_was(request: HttpRequest) -> str:
    """Return the page that the request came from, when it is one of ours."""
    referer = request.headers.get("referer", "")
    is_ours = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_ours else reverse("wagtailadmin_home")
