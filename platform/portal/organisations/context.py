"""The municipality that a visitor chose, for every template."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from portal.organisations.models import Municipality

COOKIE = "gemeente"


def municipality_of(nis: str) -> Municipality | None:
    """Return the municipality with this NIS code; nothing for any other text."""
    if not (nis.isascii() and nis.isdigit() and len(nis) == 5):
        return None
    return Municipality.objects.select_related("province", "region", "size_class").filter(nis=nis).first()


def chosen_municipality(request: HttpRequest) -> Municipality | None:
    """Return the municipality in the visitor's first-party preference, read once per request."""
    if not hasattr(request, "_chosen_municipality"):
        request._chosen_municipality = municipality_of(request.COOKIES.get(COOKIE, ""))  # type: ignore[attr-defined]
    return request._chosen_municipality  # type: ignore[attr-defined,no-any-return]


def my_municipality(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `my_municipality`, read only when a template asks for it."""
    return {"my_municipality": SimpleLazyObject(lambda: chosen_municipality(request))}
