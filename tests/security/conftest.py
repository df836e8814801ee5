"""A real web server for the tests of what is sent."""

from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from threading import Thread
from typing import Any, NamedTuple
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import LazySettings
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from portal.hostile_input import readable_content_type
from tests.security.addresses import public_addresses


@pytest.fixture(scope="module")
def addresses(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """Every public address, of a site with a page of each type that is made once for all tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield public_addresses()
        transaction.set_rollback(True)


class Answer(NamedTuple):
    """What came back over HTTP."""

    status: int
    headers: HTTPMessage
    body: bytes


class WebServer(NamedTuple):
    """A running copy of the site, on the transaction of the test."""

    port: int

    def ask(self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
        """Send one request over HTTP and return the answer, without following redirects."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def web_server(db: None, settings: LazySettings) -> Iterator[WebServer]:
    """The site behind a real socket; what the test made is there, since both share the database session."""
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True  # nothing was collected
    shared = connections["default"]

    def serve() -> None:
        connections["default"] = shared
        server.serve_forever(poll_interval=0.05)

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)  # it would close the session of the test, as Django's own client knows
    with make_server("127.0.0.1", 0, readable_content_type(WSGIHandler()), handler_class=_Quiet) as server:
        shared.inc_thread_sharing()
        thread = Thread(target=serve, daemon=True)
        thread.start()
        yield WebServer(server.server_port)
        server.shutdown()
        thread.join()
        shared.dec_thread_sharing()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
