"""One page is of one moment: what its parts ask several times is asked of the database once.

counts = of_this_moment(("counts", kind), lambda: count(kind))
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

Made = TypeVar("Made")

_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("moment", default=None)


@contextmanager
def one_moment() -> Iterator[None]:
    """Ask everything at most once inside this block."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def of_this_moment(key: Hashable, make: Callable[[], Made]) -> Made:
    """Return what `make` gave earlier in this moment for `key`; outside a moment it is made each time."""
    known = _known.get()
    if known is None:
        return make()
    if key not in known:
        known[key] = make()
    made: Made = known[key]
    return made


class OneMoment:
    """Middleware that makes one moment of each request that changes nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on; a request that may change something asks everything anew."""
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with one_moment():
            return self.get_response(request)
