"""What surrounds a request: the numbers on one page are of one moment."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

from portal.finding.reading import one_moment


class CountOnce:
    """Middleware that lets a page ask several times how many have which value, and the database once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; a request that may change something counts everything anew."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with one_moment():
            return self.get_response(request)
