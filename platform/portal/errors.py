"""Error pages in the site's own dress, which never fail themselves.

A page is drawn like any other; when even that fails (the database is away, a template is broken) it is drawn without
what comes from the request, and in the last resort as one sentence. What went wrong is logged each time.
"""

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.navigation.context import identity

logger = logging.getLogger(__name__)

LAST_RESORT = '<!doctype html><html lang="nl-BE"><title>Samenwijs</title><p>{}</p></html>'


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the address or the form holds something that cannot be read."""
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: this account may not see or do this."""
    return _page(request, "403.html", 403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing lives at this address."""
    return _page(request, "404.html", 404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: asked too often in a short time."""
    return _page(request, "429.html", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; drawn without the request, because whatever failed may fail again."""
    return _bare_page("500.html", 500)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    try:
        return HttpResponse(render_to_string(template, request=request), status=status)
    except Exception:
        logger.exception("error page %s could not be drawn with its request", template)
        return _bare_page(template, status)


def _bare_page(template: str, status: int) -> HttpResponse:
    try:
        return HttpResponse(render_to_string(template, {"site": identity()}), status=status)
    except Exception:
        logger.exception("error page %s could not be drawn", template)
        return HttpResponse(
            LAST_RESORT.format(_("Deze pagina tonen is niet gelukt. Probeer het opnieuw.")), status=status
        )
