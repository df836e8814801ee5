"""A proxy before a node, which passes everything on until it is told to answer itself, as a faulty machine would."""

import contextlib
import http.client
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PRODUCT = {"X-Elastic-Product": "Elasticsearch"}
PASSED_ON = ("content-type", "accept", "authorization")


@dataclass(frozen=True)
class Asked:
    """A request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answered:
    """An answer."""

    status: int
    body: bytes
    headers: dict[str, str]


Fault = Callable[[Asked], Answered | None]
"""Answers a request itself, or lets it pass."""


class Proxy:
    """Listens on a free port of this machine."""

    def __init__(self, port: int) -> None:
        self.fault: Fault | None = None
        self.changed: Callable[[Answered], Answered] | None = None
        """What becomes of the answers of the node."""
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                given = {name: value for name, value in self.headers.items() if name.lower() in PASSED_ON}
                asked = Asked(self.command, self.path, given, body)
                try:
                    answered = proxy.fault(asked) if proxy.fault else None
                    answered = answered or _passed_on(port, asked)
                    answered = proxy.changed(answered) if proxy.changed else answered
                    self._say(answered)
                except OSError:
                    self.close_connection = True

            def _say(self, answered: Answered) -> None:
                self.send_response(answered.status)
                for name, value in answered.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(answered.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answered.body)

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer  # noqa: N815 (names of the library)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    @contextlib.contextmanager
    def running(self) -> Iterator["Proxy"]:
        """Listen for the block."""
        thread = threading.Thread(target=self._server.serve_forever, args=[0.05], daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()

    def well(self) -> None:
        """Pass everything on again."""
        self.fault = self.changed = None


def _passed_on(port: int, asked: Asked) -> Answered:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(asked.method, asked.path, asked.body or None, asked.headers)
        answer = connection.getresponse()
        headers = {name: value for name in ("Content-Type", "X-Elastic-Product") if (value := answer.getheader(name))}
        return Answered(answer.status, answer.read(), headers)
    except http.client.HTTPException as error:
        raise ConnectionError(str(error)) from error
    finally:
        connection.close()
