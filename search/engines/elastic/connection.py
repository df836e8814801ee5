"""The connection to the cluster: whatever goes wrong with it becomes one error that says what."""

import os
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from weakref import WeakSet

from django.conf import settings
from elastic_transport import ConnectionError as NoConnectionError
from elastic_transport import ConnectionTimeout, SerializationError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError
from elasticsearch.serializer import OrjsonSerializer

from search.engines.protocol import EngineAwayError

DEADLINE = 0.25
"""Seconds that readers wait for an answer, whatever the network does; then PostgreSQL gives it."""
PATIENCE = 30.0
"""Seconds for what nobody waits for: writing, making an index. Much shorter than tombstones live (mapping.SETTINGS)."""
AT_ONCE = 32
"""Requests of one process under way at once: two for a page, and one for each of its filters.

One more has to wait, and that counts as time.
"""


@dataclass(frozen=True)
class UnderWay:
    """A search that is under way."""

    future: Future[Any]
    until: float
    """When the answer must be there (`time.monotonic`)."""
    deadline: float

    def answer(self) -> dict[str, Any]:
        """Return the answer, or raise `EngineAwayError` when it is late, or none."""
        with answering():
            answer = self._in_good_time()
        if not (isinstance(answer, dict) and {"hits", "_shards"} <= answer.keys()):
            raise EngineAwayError("what answers there does not answer as Elasticsearch does")
        if answer.get("timed_out") or answer["_shards"]["failed"]:
            raise EngineAwayError("it answered in part only")
        return answer

    def _in_good_time(self) -> Any:
        try:
            return self.future.result(timeout=max(self.until - time.monotonic(), 0))
        except TookTooLong:
            self.future.cancel()
            raise EngineAwayError(f"it did not answer within {self.deadline:g} s") from None


@dataclass(eq=False)
class Cluster:
    """A cluster of Elasticsearch, and the names of our indices in it."""

    urls: tuple[str, ...]
    prefix: str
    options: Mapping[str, Any] = field(default_factory=dict)
    """How to reach it: `api_key`, `basic_auth`, `ca_certs`."""
    deadline: float = DEADLINE

    def __post_init__(self) -> None:
        _clusters.add(self)

    @property
    def alias(self) -> str:
        """The name under which the index that answers is asked."""
        return f"{self.prefix}-entries"

    @cached_property
    def client(self) -> Elasticsearch:
        """The client of this process; with several nodes it goes on with another at once when one refuses."""
        return Elasticsearch(
            list(self.urls),
            request_timeout=PATIENCE,
            retry_on_timeout=False,
            retry_on_status=(),
            max_retries=max(0, len(self.urls) - 1),
            http_compress=False,
            connections_per_node=AT_ONCE,
            serializers={"application/json": OrjsonSerializer()},
            **self.options,
        )

    @cached_property
    def _for_readers(self) -> Elasticsearch:
        """The client that waits no longer than they do."""
        return self.client.options(request_timeout=self.deadline)

    @cached_property
    def _in_time(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="elasticsearch")

    def search(self, *, until: float | None = None, **body: Any) -> dict[str, Any]:
        """Return the answer to a search on the alias, or raise `EngineAwayError` at the deadline at the latest."""
        return self.begin(until=until, **body).answer()

    def begin(self, *, until: float | None = None, **body: Any) -> UnderWay:
        """Begin a search on the alias.

        Whoever needs several searches for one answer says with `until` (of `time.monotonic`) when that must be there.
        In a thread of its own, because a time-out of the network starts anew with every byte that comes.
        """
        until = time.monotonic() + self.deadline if until is None else until
        return UnderWay(self._in_time.submit(self._search, body, until), until, self.deadline)

    def _search(self, body: Mapping[str, Any], until: float) -> Any:
        if time.monotonic() >= until:
            raise TookTooLong  # in the line; nobody waits any more
        try:
            # The same time each time, whatever is left of it: it is part of what the server remembers answers by.
            return self._for_readers.search(index=self.alias, timeout=f"{int(self.deadline * 1000)}ms", **body).body
        except ConnectionTimeout:
            raise TookTooLong from None  # the clock of the network, or ours: the same deadline


_clusters: WeakSet[Cluster] = WeakSet()


def _forget_connections() -> None:
    """Let a process that was forked have connections and threads of its own: two cannot talk on one connection."""
    for cluster in _clusters:
        for made in ("client", "_for_readers", "_in_time"):
            cluster.__dict__.pop(made, None)


os.register_at_fork(after_in_child=_forget_connections)


@contextmanager
def answering() -> Iterator[None]:
    """Say in words for operators why the cluster cannot be asked."""
    try:
        yield
    except EngineAwayError:
        raise
    except ConnectionTimeout as error:
        raise EngineAwayError("it does not answer in time") from error
    except SerializationError as error:
        raise EngineAwayError("what answers there does not answer in JSON") from error
    except UnsupportedProductError as error:
        raise EngineAwayError("what answers there is not Elasticsearch") from error
    except NoConnectionError as error:
        raise EngineAwayError("no node can be reached") from error
    except TransportError as error:
        raise EngineAwayError(f"the connection failed ({type(error).__name__})") from error
    except ApiError as error:
        raise EngineAwayError(_in_words(error)) from error


def _in_words(error: ApiError) -> str:
    if error.error == "media_type_header_exception":
        return "the node is of another major version than 9"
    reasons = {
        401: "it does not know the key or the user",
        403: "the key or the user may not do this",
        429: "it has too much to do",
    }
    if error.status_code == 404:
        return "the index is not there"
    return reasons.get(error.status_code, f"it refused the request ({error.status_code} {error.error})")


def cluster_of_settings() -> Cluster:
    """Return the cluster that the settings name."""
    given: dict[str, Any] = settings.ELASTICSEARCH
    options: dict[str, Any] = {}
    if given["api_key"]:
        options["api_key"] = given["api_key"]
    if given["user"]:
        options["basic_auth"] = (given["user"], given["password"])
    if given["ca_certificate"]:
        options["ca_certs"] = str(given["ca_certificate"])
    return Cluster(tuple(given["urls"]), given["index_prefix"], options)
