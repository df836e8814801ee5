"""What is logged of a request, and what never is.

One line per request: its number, method, path, status and duration. No query string, address of the visitor, cookie,
account or mail address. A number in `X-Request-Id` ties an error page to its line. Whatever others log passes
`redact`, a net below the rule and not a replacement for it.
"""

import logging
import re
import secrets
import time
from collections.abc import Callable, MutableMapping
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from structlog.contextvars import bound_contextvars

logger = logging.getLogger(__name__)

LOGGED_EXTRAS = ("method", "path", "status", "duration_ms")
"""The only `extra` values that reach a log line; Django hands over the whole request as one."""

_HEALTH = {"livez", "readyz", "metrics"}
_SECRETS = [
    (re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"), "<mail>"),
    (re.compile(r"\b\d{1,3}(\.\d{1,3}){3}\b"), "<ip>"),
    (re.compile(r"\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\b|\b[0-9a-fA-F:]{2,}::[0-9a-fA-F:]*\b"), "<ip>"),
    (re.compile(r"(/[^\s?'\"]*)\?[^\s'\">]*"), r"\1?<query>"),
    (re.compile(r"\)=\([^)]*\)"), ")=(<value>)"),  # Key (email)=(…) already exists
]


class LogRequests:
    """Middleware that gives each request a number and writes its line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on, and log what came of it; a preview is part of the request that asked for it."""
        if getattr(request, "is_dummy", False):
            return self.get_response(request)
        started = time.monotonic()
        number = secrets.token_hex(8)
        with bound_contextvars(request_id=number):
            response = self.get_response(request)
            logger.log(
                logging.DEBUG if request.path_info.strip("/") in _HEALTH else logging.INFO,
                "request",
                extra={
                    "method": request.method,
                    "path": _path(request),
                    "status": response.status_code,
                    "duration_ms": round((time.monotonic() - started) * 1000),
                },
            )
        response.headers["X-Request-Id"] = number
        return response


def _path(request: HttpRequest) -> str:
    """Return the path without its query; where it holds a secret (resetting a password) the pattern of the address."""
    match = request.resolver_match
    if match and "token" in match.kwargs:
        return f"/{match.route}"
    return request.path


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Structlog processor: take mail addresses, IP addresses, query strings and row values out of every text."""
    for key, value in event.items():
        if isinstance(value, str) and key not in {"timestamp", "request_id"}:
            event[key] = redacted(value)
    return event


def redacted(text: str) -> str:
    """Return `text` without what might say who somebody is or what they looked for."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text
