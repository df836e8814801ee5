"""Who the site is, for every template."""

from django.http import HttpRequest


def site_identity(request: HttpRequest) -> dict[str, object]:
    """Context processor: name and root of the site."""
    return {}
