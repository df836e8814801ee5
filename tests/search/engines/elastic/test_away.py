"""What stands where the cluster should be: nothing, something silent, something slow, something else."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from search.engines.elastic.connection import AT_ONCE, DEADLINE, Cluster
from search.engines.elastic.engine import ElasticEngine
from search.engines.fallback import FallbackEngine
from search.engines.postgresql.engine import PostgreSQLEngine
from search.engines.protocol import EngineAwayError, Request
from search.query.planning import plan
from tests.factories.search import document, fill

Behaviour = Callable[[socket.socket, threading.Event], None]
HELD_UP = 5.0
"""Seconds; a page that waited for what stands there takes longer, and one that waited until the deadline much less."""


def respond(
    body: bytes, *, status: str = "200 OK", kind: str = "application/json", product: bool = True, after: float = 0.0
) -> Behaviour:
    """Answer each request of a connection with the same, after so many seconds."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
    head += "X-Elastic-Product: Elasticsearch\r\n\r\n" if product else "\r\n"

    def behave(connection: socket.socket, over: threading.Event) -> None:
        while connection.recv(65_536) and not over.wait(after):
            connection.sendall(head.encode() + body)

    return behave


def be_silent(connection: socket.socket, over: threading.Event) -> None:
    """Take what comes and say nothing."""
    over.wait(2 * HELD_UP)


def be_silent_about_counts(connection: socket.socket, over: threading.Event) -> None:
    """Answer the search for the page, and never the one for its counts."""
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\n"
    said = b""
    while received := connection.recv(65_536):
        said += received
        if b'"aggs"' in said:
            over.wait(2 * HELD_UP)
        elif said.endswith(b"}"):
            said = b""
            connection.sendall(f"{head}Content-Length: {len(FEW)}\r\n\r\n".encode() + FEW)


def drip(connection: socket.socket, over: threading.Event) -> None:
    """Promise an answer and send a byte of it now and then: no pause is long enough for a time-out of the network."""
    connection.recv(65_536)
    head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Elastic-Product: Elasticsearch\r\n"
    connection.sendall(f"{head}Content-Length: 1000\r\n\r\n".encode())
    while not over.wait(0.05):
        connection.sendall(b" ")


def hang_up(connection: socket.socket, over: threading.Event) -> None:
    """End the connection as soon as something is asked."""
    connection.recv(65_536)


@contextlib.contextmanager
def server(behave: Behaviour) -> Iterator[str]:
    """Give the address of a server that behaves so."""
    over = threading.Event()
    threads = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            behave(connection, over)

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threads.append(threading.Thread(target=serve, args=[connection], daemon=True))
                threads[-1].start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@contextlib.contextmanager
def nobody() -> Iterator[str]:
    """Give an address at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    yield f"http://127.0.0.1:{port}"


FEW = b"""{"took": 1, "timed_out": false, "_shards": {"failed": 0},
    "hits": {"total": {"value": 0, "relation": "eq"}, "hits": []}, "aggregations": {
    "shown": {"doc_count": 1, "values": {"buckets": []}}}}"""
ERROR = b'{"error": {"type": "%s", "reason": "so it is"}, "status": 400}'
SITUATIONS = [
    pytest.param(nobody, "no node can be reached", id="nobody"),
    pytest.param(lambda: server(be_silent), "it did not answer within 0.25 s", id="silent"),
    pytest.param(lambda: server(be_silent_about_counts), "it did not answer within 0.25 s", id="silent-about-counts"),
    pytest.param(lambda: server(drip), "it did not answer within 0.25 s", id="drips"),
    pytest.param(lambda: server(hang_up), "no node can be reached", id="hangs-up"),
    pytest.param(lambda: server(respond(b"<html>", kind="text/html")), "does not answer as", id="a-page"),
    pytest.param(lambda: server(respond(b'{"took": ')), "JSON", id="half-an-answer"),
    pytest.param(lambda: server(respond(b"{}")), "does not answer as", id="an-empty-object"),
    pytest.param(lambda: server(respond(b"[1, 2]")), "does not answer as", id="a-list"),
    pytest.param(lambda: server(respond(b'{"_shards": {"failed": 0}}')), "does not answer as", id="no-results"),
    pytest.param(lambda: server(respond(b"{}", product=False)), "is not Elasticsearch", id="another-product"),
    pytest.param(
        lambda: server(respond(b'{"hits": {}, "_shards": {"failed": 1}, "timed_out": false}')),
        "in part only",
        id="in-part",
    ),
    pytest.param(
        lambda: server(respond(b'{"hits": {}, "_shards": {"failed": 0}, "timed_out": true}')),
        "in part only",
        id="out-of-time",
    ),
    pytest.param(
        lambda: server(respond(ERROR % b"es_rejected_execution_exception", status="429 Too Many Requests")),
        "it has too much to do",
        id="full",
    ),
    pytest.param(
        lambda: server(respond(ERROR % b"index_not_found_exception", status="404 Not Found")),
        "the index is not there",
        id="no-index",
    ),
    pytest.param(
        lambda: server(respond(ERROR % b"security_exception", status="401 Unauthorized")),
        "it does not know the key or the user",
        id="unknown-key",
    ),
    pytest.param(
        lambda: server(respond(ERROR % b"media_type_header_exception", status="400 Bad Request")),
        "another major version",
        id="another-version",
    ),
    pytest.param(
        lambda: server(respond(ERROR % b"cluster_block_exception", status="503 Service Unavailable")),
        "it refused the request (503",
        id="blocked",
    ),
    pytest.param(
        lambda: server(respond(b"Bad gateway", status="502 Bad Gateway", kind="text/plain", product=False)),
        "",
        id="a-proxy-without-node",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("situation", "reason"), SITUATIONS)
def test_postgresql_answers_in_time_and_the_reason_is_known(
    situation: Callable[[], contextlib.AbstractContextManager[str]], reason: str
) -> None:
    fill(document("Moestuin"), by=PostgreSQLEngine())
    request = Request(plan=plan("moestuin"))
    with situation() as url:
        first = ElasticEngine(Cluster((url,), "away"))
        with pytest.raises(EngineAwayError) as away:
            first.search(request)
        both = FallbackEngine(first, PostgreSQLEngine())
        longest = max(took(lambda: answer_of(both, request)) for _ in range(4))

    assert reason in str(away.value)
    assert longest < HELD_UP


def answer_of(engine: FallbackEngine, request: Request) -> None:
    assert [hit.card.title for hit in engine.search(request).hits] == ["Moestuin"]


def took(do: Callable[[], object]) -> float:
    began = time.monotonic()
    do()
    return time.monotonic() - began


def test_a_search_is_waited_for_until_the_deadline() -> None:
    with server(be_silent) as url:
        began = time.monotonic()
        under_way = Cluster((url,), "away", deadline=100).begin()
        assert under_way.until - began == pytest.approx(100, abs=HELD_UP)


@pytest.mark.django_db
def test_several_searches_for_one_answer_have_the_time_of_one() -> None:
    """Few have all the words, so looser searches follow: each just in time, together too late."""
    asked = plan("moestuin buurt school taal")
    assert len(asked.rungs) > 1
    deadline = 4 * DEADLINE
    with server(respond(FEW, after=0.6 * deadline)) as url:
        engine = ElasticEngine(Cluster((url,), "away", deadline=deadline))
        with pytest.raises(EngineAwayError, match="did not answer within"):
            engine.search(Request(plan=asked))


@pytest.mark.django_db
def test_of_two_nodes_the_one_that_answers_is_enough(cluster: Cluster) -> None:
    """A node that refuses is passed over at once, within the same deadline."""
    with nobody() as url:
        pair = Cluster((url, *cluster.urls), cluster.prefix, cluster.options, deadline=10 * DEADLINE)
        for _ in range(4):
            with pytest.raises(EngineAwayError, match="the index is not there"):
                pair.search()


@pytest.mark.django_db
def test_many_that_wait_for_something_silent_all_end_in_time() -> None:
    """More at once than there are threads to ask with: what stands in line waits no longer than the rest."""
    with server(be_silent) as url:
        cluster = Cluster((url,), "away")
        waited: list[float] = []

        def ask_once() -> None:
            began = time.monotonic()
            with contextlib.suppress(EngineAwayError):
                cluster.search()
            waited.append(time.monotonic() - began)

        threads = [threading.Thread(target=ask_once) for _ in range(AT_ONCE + 8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
    assert len(waited) == AT_ONCE + 8
    assert max(waited) < HELD_UP
