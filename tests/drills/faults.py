"""What can be wrong with a cluster, an index or a document: how each is made, and how its cause ends."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.drills.parts import Parts
from tests.drills.proxy import PRODUCT, Answered, Asked, Proxy
from tests.elasticsearch_node.node import Node

ALIAS = "samenwijs-entries"
JSON = {"Content-Type": "application/json", **PRODUCT}
SMALL = 20_000
"""Bytes of a request that are too many where a document is too large."""
BEHIND = 65.0
"""Seconds: more than an index may be behind (search.engines.elastic.engine, which needs a site to be read)."""
LONGEST_TERM = 32_767
"""Bytes: one more than Lucene takes."""


@dataclass
class Scene:
    """Where a fault is made."""

    parts: Parts
    proxy: Proxy
    old: list[dict[str, str]]
    """Pages that were published before."""
    kept: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Fault:
    """One thing that can be wrong."""

    cause: Callable[[Scene], object]
    end: Callable[[Scene], object] = lambda scene: scene.proxy.well()
    published: dict[str, object] = field(default_factory=dict)
    """What is unusual about what is published meanwhile (desk)."""
    is_refused: bool = False
    """What is published meanwhile is set aside, until an administrator has it sent again."""
    seconds: float = 0
    """How long it lasts before readers look."""


def ask(parts: Parts, method: str, path: str, body: object = None) -> Any:
    """Ask the node itself."""
    return ask_node(parts.node, method, path, body)


def ask_node(node: Node, method: str, path: str, body: object = None) -> Any:
    """Ask a node."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(node.url + path, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as error:
        raise SystemExit(f"{method} {path}: {error.read().decode()[:500]}") from error


def index(parts: Parts) -> str:
    """Return the index that answers."""
    return str(next(iter(ask(parts, "GET", f"/{ALIAS}/_alias"))))


def says(status: int, body: object, **headers: str) -> Callable[[Scene], None]:
    """Let every request be answered so."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()

    def cause(scene: Scene) -> None:
        scene.proxy.fault = lambda _asked: Answered(status, raw, {**JSON, **headers})

    return cause


def slow(scene: Scene) -> None:
    """Let every answer come a second late."""

    def late(_asked: Asked) -> None:
        time.sleep(1)

    scene.proxy.fault = late


def too_large(scene: Scene) -> None:
    """Let a proxy before the cluster refuse what is larger than it likes."""

    def refuse(asked: Asked) -> Answered | None:
        if len(asked.body) <= SMALL:
            return None
        return Answered(413, b"<html>Request Entity Too Large</html>", {"Content-Type": "text/html"})

    scene.proxy.fault = refuse


def emptied(scene: Scene) -> None:
    """Put an empty index in the place of the one that answers."""
    name = index(scene.parts)
    made = ask(scene.parts, "GET", f"/{name}")[name]
    other = f"{name.rpartition('-')[0]}-20200101000000000000"
    ask(scene.parts, "PUT", f"/{other}", {"mappings": made["mappings"]})
    swap = [{"remove_index": {"index": name}}, {"add": {"index": other, "alias": ALIAS}}]
    ask(scene.parts, "POST", "/_aliases", {"actions": swap})


def keeps_long_terms(scene: Scene) -> None:
    """Change the mapping by hand, so that terms are indexed that are longer than Lucene takes."""
    name = index(scene.parts)
    scene.kept["names"] = ask(scene.parts, "GET", f"/{name}")[name]["mappings"]["properties"]["names"]
    _map_names(scene, {"ignore_above": 2_000_000})


def keeps_short_terms(scene: Scene) -> None:
    """Have the mapping as it was."""
    _map_names(scene, {})


def _map_names(scene: Scene, more: dict[str, object]) -> None:
    body = {"properties": {"names": {**scene.kept["names"], **more}}}
    ask(scene.parts, "PUT", f"/{index(scene.parts)}/_mapping", body)


def full(scene: Scene) -> None:
    """Let the index take no change, as when a disk is full (that very block a node with room takes away again)."""
    _block(scene, True)


def not_full(scene: Scene) -> None:
    """Let it take changes again."""
    _block(scene, None)


def _block(scene: Scene, value: bool | None) -> None:
    setting = {"index.blocks.write": value}
    ask(scene.parts, "PUT", f"/{index(scene.parts)}/_settings", setting)


VERSION_8 = {
    "error": {
        "type": "media_type_header_exception",
        "reason": "Invalid media-type value on headers [Accept]; expected compatible-with=8",
    },
    "status": 400,
}
BUSY = {"error": {"type": "es_rejected_execution_exception", "reason": "queue capacity 1000"}, "status": 429}
WALL = b"<html><h1>Sign in to use this network</h1></html>"

FAULTS: dict[str, Fault] = {
    "slow: each answer a second late": Fault(slow),
    "answers that are no JSON": Fault(says(200, WALL)),
    "another server answers": Fault(says(200, WALL, **{"X-Elastic-Product": "", "Content-Type": "text/html"})),
    "429 to everything": Fault(says(429, BUSY)),
    "a node of version 8": Fault(says(400, VERSION_8)),
    "disk full: the index takes no change": Fault(full, not_full, seconds=BEHIND),
    "an empty index under the alias": Fault(emptied, lambda _: None),
    "a name of 32,767 bytes": Fault(lambda _: None, lambda _: None, {"name_bytes": LONGEST_TERM}),
    "changes that are due in 10 days": Fault(lambda _: None, lambda _: None, {"days": 10}),
    "mapping changed: the document is refused": Fault(
        keeps_long_terms, keeps_short_terms, {"name_bytes": LONGEST_TERM}, is_refused=True
    ),
    "413: the document is too large": Fault(too_large, published={"text_bytes": 60_000}, is_refused=True),
}
