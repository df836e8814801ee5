"""Two nodes with a replica, and a third that only votes: one of the two is killed, and comes back."""

import contextlib
import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.drills.desk import OF_PAIR, Desk
from tests.drills.faults import ALIAS, ask_node
from tests.drills.faulty import differs, restart, waited
from tests.drills.observing import TOKEN, Observer
from tests.drills.parts import Parts
from tests.elasticsearch_node.node import Node
from tests.servers import free_port

NAMES = ("first", "second", "voter")
PAGES = 24
PUBLISHED = 20


@contextlib.contextmanager
def three_nodes(parts: Parts) -> Iterator[list[Node]]:
    """Let the site run on a cluster of three nodes for the block, and end them with it."""
    before = dict(parts.variables)
    doors = {name: free_port() for name in NAMES}
    reading, writing = os.pipe()
    nodes = [Node(parts.folder / name, port=free_port(), settings=_settings(name, doors)) for name in NAMES]
    try:
        with ThreadPoolExecutor(len(nodes)) as starting:  # none is ready before most are
            list(starting.map(lambda node: node.start(input_from=reading), nodes))
        addresses = ",".join(node.url for node in nodes[:2])
        parts.variables.update(ELASTICSEARCH_URL=addresses, ELASTICSEARCH_REPLICAS="1", METRICS_TOKEN=TOKEN)
        restart(parts)
        yield nodes
    finally:
        parts.variables.clear()
        parts.variables.update(before)
        for end in (reading, writing):
            os.close(end)
        for node in nodes:
            node.kill()


def _settings(name: str, doors: dict[str, int]) -> dict[str, str]:
    return {
        "node.name": name,
        "node.roles": "master" if name == "voter" else "master,data,ingest",
        "transport.port": str(doors[name]),
        "discovery.type": "multi-node",
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{door}" for door in doors.values()),
        "cluster.initial_master_nodes": ",".join(doors),
    }


def pair(parts: Parts, until: float) -> Iterator[str]:
    """Kill the node that holds the index, publish meanwhile, and start it again; yield the rows of the table."""
    if time.monotonic() > until:
        yield "| not done: no time left | | | |"
        return
    with three_nodes(parts) as nodes:
        desk = Desk(parts, OF_PAIR)
        try:
            observer = Observer(parts, desk.ask("administrator"))
            old = desk.publish(PUBLISHED)
            well = waited(lambda: observer.figure("queue") == 0 and _colour(nodes[1]) == "green", 90)
            yield _row("both", observer, old, f"copy on both after {well}")
            first = next(node for node in nodes[:2] if node.settings["node.name"] == _holder(nodes[1]))
            first.kill()
            other = next(node for node in nodes[:2] if node is not first)
            new = desk.publish(PUBLISHED)
            sent = waited(lambda: observer.figure("queue") == 0, 90)
            yield _row("the one with the first copy killed", observer, [*old, *new], f"new ones sent after {sent}")
            first.start()
            well = waited(lambda: _colour(other) == "green", 90)
            yield _row("started again", observer, [*old, *new], f"copy on both after {well}; {differs(desk)}")
        finally:
            desk.end()


def _row(name: str, observer: Observer, pages: list[dict[str, Any]], more: str) -> str:
    seen = observer.pages("proef", PAGES)
    return f"| {name} | {seen}; found {observer.found(pages)} of {len(pages)} | {observer.readyz()} | {more} |"


def _colour(node: Node) -> str:
    return str(ask_node(node, "GET", f"/_cluster/health/{ALIAS}")["status"])


def _holder(node: Node) -> str:
    """Return the name of the node that holds the first copy of the index."""
    found = ask_node(node, "GET", "/_cluster/state/routing_table,nodes")
    index = next(iter(ask_node(node, "GET", f"/{ALIAS}/_alias")))
    shards = found["routing_table"]["indices"][index]["shards"]["0"]
    holder = next(shard["node"] for shard in shards if shard["primary"])
    return str(found["nodes"][holder]["name"])
