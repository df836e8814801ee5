"""*Mijn gemeente*: a first-party preference of the visitor, without an account."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import get_script_prefix, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from portal.organisations.context import COOKIE
from portal.organisations.models import Municipality

KEPT_SECONDS = 365 * 24 * 3600
LONGEST_ADDRESS = 2000


def remember(response: HttpResponse, municipality: Municipality) -> None:
    """Keep the visitor's municipality for a year, readable by this site only and by no script."""
    response.set_cookie(
        COOKIE,
        municipality.nis,
        max_age=KEPT_SECONDS,
        path=get_script_prefix(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget(response: HttpResponse) -> None:
    """Take the preference back."""
    response.delete_cookie(COOKIE, path=get_script_prefix(), samesite="Lax")


def way_back(request: HttpRequest) -> str:
    """Return the page of this site that the visitor came from, or nothing.

    The form carries it along (`terug`); the first time it comes from the header `Referer`.
    """
    asked = request.POST.get("terug") or request.GET.get("terug") or ""
    if not asked and request.method == "GET":
        asked = request.headers.get("referer", "")
    if (
        len(asked) > LONGEST_ADDRESS
        or not asked.isprintable()
        or not url_has_allowed_host_and_scheme(
            asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
    ):
        return ""
    try:
        parts = urlsplit(asked)
    except ValueError:
        return ""
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    return "" if not path.startswith("/") or parts.path == reverse("choose_municipality") else path
