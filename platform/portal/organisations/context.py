"""The municipality that a visitor chose, for every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.organisations.models import Municipality

COOKIE = "gemeente"


def chosen_municipality(request: HttpRequest) -> Municipality | None:
    """Return the municipality in the visitor's first-party preference, read once per request."""
    if not hasattr(request, "_chosen_municipality"):
        nis = request.COOKIES.get(COOKIE, "")
        found = (
            Municipality.objects.select_related("province", "region", "size_class").filter(nis=nis).first()
            if nis.isascii() and nis.isdigit() and len(nis) == 5
            else None
        )
        request._chosen_municipality = found  # type: ignore[attr-defined]
    return request._chosen_municipality  # type: ignore[attr-defined,no-any-return]


def my_municipality(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `my_municipality`, read only when a template asks for it."""
    return {"my_municipality": SimpleLazyObject(lambda: chosen_municipality(request))}
