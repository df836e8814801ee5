"""Sending changes to an index in requests of bounded size, and what the index answers to each of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from elasticsearch import ApiError

from search.engines.elastic.connection import Cluster, answering
from search.engines.elastic.documents import document_id
from search.engines.protocol import EngineAwayError

LARGEST = 5_000_000
"""Bytes of a request."""
TOO_LARGE = 413
CONFLICT = 409
NOT_FOUND = 404
REFUSED_FOR_NOW = {403, 408, 429}
"""Of one change: a full disk, a full queue, a key that may not write. Whatever is above 500 is of this kind too."""


@dataclass(frozen=True)
class Change:
    """What an index must hold of an item from a revision on: a document, or nothing."""

    kind: str
    object_id: str
    revision: int
    document: Mapping[str, Any] | None = None

    @property
    def item(self) -> tuple[str, str]:
        """Its kind and key."""
        return self.kind, self.object_id

    def lines(self) -> bytes:
        """Return the change as a request has it.

        The index keeps the highest revision, whatever comes late or twice: `external_gte` takes the same one again,
        so that a change of which the acknowledgement was lost is acknowledged now.
        """
        how = {
            "_id": document_id(self.kind, self.object_id),
            "version": self.revision,
            "version_type": "external_gte",
        }
        if self.document is None:
            return orjson.dumps({"delete": how}) + b"\n"
        return orjson.dumps({"index": how}) + b"\n" + orjson.dumps(self.document) + b"\n"


@dataclass(frozen=True)
class Answer:
    """What the index says to one change."""

    change: Change
    error: str = ""
    """Why it was refused; empty: it is there, or a newer one is."""
    is_lasting: bool = False
    """It will be refused every time."""


def writing(kind: str, object_id: str, revision: int, made: Mapping[str, Any] | Exception | None) -> Answer:
    """Return the change that writes what was made of an item, or why nothing could be made of it."""
    if isinstance(made, Exception):
        return Answer(Change(kind, object_id, revision), repr(made), is_lasting=True)
    return Answer(Change(kind, object_id, revision, made))


def send(cluster: Cluster, alias: str, changes: Iterable[Change], *, refresh: bool = False) -> Iterator[Answer]:
    """Send changes to the index that an alias names and yield the answer to each, request by request.

    Raises `EngineAwayError` when a request as a whole is not answered: of its changes nothing is known.
    """
    waiting: list[tuple[Change, bytes]] = []
    size = 0
    for change in changes:
        lines = change.lines()
        if waiting and size + len(lines) > LARGEST:
            yield from _request(cluster, alias, waiting, refresh=False)
            waiting, size = [], 0
        waiting.append((change, lines))
        size += len(lines)
    if waiting:
        yield from _request(cluster, alias, waiting, refresh=refresh)


def _request(
    cluster: Cluster, alias: str, waiting: Sequence[tuple[Change, bytes]], *, refresh: bool
) -> Iterator[Answer]:
    operations: list[Any] = [lines for _, lines in waiting]
    try:
        with answering():
            answer = cluster.client.bulk(
                index=alias,
                operations=operations,
                refresh=refresh,
                # An index that somebody deleted is not made by the first change that comes. By a removal alone it would
                # be, as an index with the name of the alias: that counts as a wrong one (State.fatal).
                require_alias=True,
            )
    except EngineAwayError as error:
        if not (isinstance(error.__cause__, ApiError) and error.__cause__.status_code == TOO_LARGE):
            raise
        if len(waiting) == 1:
            yield Answer(waiting[0][0], "the document is too large for the server", is_lasting=True)
            return
        middle = len(waiting) // 2
        yield from _request(cluster, alias, waiting[:middle], refresh=False)
        yield from _request(cluster, alias, waiting[middle:], refresh=refresh)
        return
    items = [next(iter(item.values())) for item in _items(answer.body, len(waiting))]
    for (change, _), item in zip(waiting, items, strict=True):
        yield _answer(change, item)


def _items(body: Any, expected: int) -> Sequence[Mapping[str, Mapping[str, Any]]]:
    items = body.get("items") if isinstance(body, dict) else None
    if not isinstance(items, list) or len(items) != expected:
        raise EngineAwayError("what answers there does not answer as Elasticsearch does")
    return items


def _answer(change: Change, item: Mapping[str, Any]) -> Answer:
    status, error = item["status"], item.get("error")
    if error is None or status == CONFLICT:
        return Answer(change)
    if status == NOT_FOUND or "no write index" in str(error.get("reason")):
        raise EngineAwayError("the index is not there, or its alias names several")
    is_lasting = status not in REFUSED_FOR_NOW and status < 500
    return Answer(change, _in_words(error), is_lasting)


def _in_words(error: Mapping[str, Any]) -> str:
    cause = error.get("caused_by") or {}
    said = [f"{each.get('type')}: {each.get('reason')}" for each in (error, cause) if each]
    return " – ".join(said)[:1000]
