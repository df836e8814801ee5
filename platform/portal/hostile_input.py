"""Requests that no person sends: refused with a plain 400 before anything else reads them.

What is refused here would otherwise end in a 500 somewhere: PostgreSQL takes no NUL, a lone surrogate cannot be
written, `charset=base64` is no way to read text, ten megabytes or a thousand parameters take seconds. What is merely
senseless (`pagina=-1`, an unknown parameter) is left to the views, which read it sensibly.
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import unquote_to_bytes
from wsgiref.types import StartResponse, WSGIApplication

from django.core.exceptions import BadRequest, DisallowedHost
from django.http import HttpRequest, HttpResponseBase
from django.urls import get_resolver, reverse
from django.utils.http import parse_header_parameters

logger = logging.getLogger(__name__)

LONGEST_PATH = 2_000
LONGEST_QUERY = 8_000
MOST_PARAMETERS = 200
LARGEST_PUBLIC_BODY = 1_000_000
"""Bytes; the admin takes files, and has Django's own limits."""


UTF_8 = {"utf-8", "utf8"}
_UNREADABLE = "unreadable"
"""A charset that does not exist: Django leaves it alone, and the middleware refuses it."""


def readable_content_type(application: WSGIApplication) -> WSGIApplication:
    """Wrap a WSGI application so that no Content-Type stops Django before its first middleware.

    Django reads the charset while it makes the request: with `charset=base64` that fails where nothing can answer.
    """

    def wrapped(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if ";" in (content_type := environ.get("CONTENT_TYPE", "")):
            environ["CONTENT_TYPE"] = _readable(content_type)
        return application(environ, start_response)

    return wrapped


def _readable(content_type: str) -> str:
    try:
        name, parameters = parse_header_parameters(content_type)
    except ValueError:
        return f"text/plain; charset={_UNREADABLE}"
    return content_type if parameters.get("charset", "utf-8").lower() in UTF_8 else f"{name}; charset={_UNREADABLE}"


class RefuseHostileInput:
    """Middleware that turns unreadable requests into a 400 in the site's own dress."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let a readable request pass."""
        try:
            for check in (_check_host, _check_path, _check_query, _check_cookies, _check_body):
                check(request)
        except BadRequest as refusal:
            logger.info("Refused a request: %s", refusal)  # without its traceback, which Django would write
            refuse: Any = get_resolver().resolve_error_handler(400)
            refused: HttpResponseBase = refuse(request, exception=refusal)
            return refused
        return self.get_response(request)


def _check_host(request: HttpRequest) -> None:
    try:
        request.get_host()
    except DisallowedHost as error:
        raise BadRequest("unknown host") from error


def _check_path(request: HttpRequest) -> None:
    if len(request.path_info) > LONGEST_PATH:
        raise BadRequest("path too long")
    if _has_control_characters(request.path_info):
        raise BadRequest("control character in path")


def _check_query(request: HttpRequest) -> None:
    query = request.META.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY:
        raise BadRequest("query too long")
    if query.count("&") >= MOST_PARAMETERS:
        raise BadRequest("too many parameters")
    _check_encoded(query)


def _check_cookies(request: HttpRequest) -> None:
    # A quoted cookie value may hold any character in octal, NUL too.
    if any("\0" in value for value in request.COOKIES.values()):
        raise BadRequest("NUL in a cookie")


def _check_body(request: HttpRequest) -> None:
    if request.content_params and request.content_params.get("charset", "utf-8").lower() not in UTF_8:
        raise BadRequest("not in UTF-8")
    size = request.headers.get("content-length") or "0"
    if not (size.isascii() and size.isdigit()):
        raise BadRequest("body without a length")
    is_admin = request.path.startswith(reverse("wagtailadmin_home"))
    if int(size) > LARGEST_PUBLIC_BODY and not is_admin:
        raise BadRequest("body too large")
    if request.content_type == "application/x-www-form-urlencoded" and int(size):
        _check_encoded(request.body.decode("latin-1"))


def _check_encoded(text: str) -> None:
    """Refuse percent-encoded text that holds a NUL or is not UTF-8; a lone surrogate is not."""
    try:
        decoded = unquote_to_bytes(text.encode("latin-1")).decode()
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        raise BadRequest("not UTF-8") from error
    if "\0" in decoded:
        raise BadRequest("NUL in a parameter")


def _has_control_characters(text: str) -> bool:
    return any(sign < " " or sign == "\x7f" for sign in text)
