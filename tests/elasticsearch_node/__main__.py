"""`make elasticsearch`: build, start and stop the node of this copy."""

import argparse
from pathlib import Path

from config.bootstrap import Problem, say, step
from tests.elasticsearch_node.build import build, version
from tests.elasticsearch_node.node import Node

DEFAULT_PORT = 9200


def main() -> None:
    """Do what the verb asks."""
    parser = argparse.ArgumentParser(description=__doc__, prog="elasticsearch_node")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("build")
    for verb in ("start", "stop"):
        parsing = verbs.add_parser(verb)
        parsing.add_argument("--folder", type=Path, required=True)
        parsing.add_argument("--port", default=str(DEFAULT_PORT))
        parsing.add_argument("--heap", default="1g")
    arguments = parser.parse_args()
    try:
        if arguments.verb == "build":
            build()
        elif arguments.verb == "start":
            start(Node(arguments.folder, port=read_port(arguments.port), heap=arguments.heap))
        else:
            stop(Node(arguments.folder))
    except KeyboardInterrupt:
        raise Problem("Stopped.") from None
    except OSError as error:
        raise Problem(f"{error.strerror} ({error.filename}): repair that, and run again.") from None


def read_port(text: str) -> int:
    """Return the port, or say what a port is."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 65535:
        raise Problem(f"ELASTICSEARCH_PORT={text} is not a port: choose a number from 1024 to 65535.")
    return int(text)


def start(node: Node) -> None:
    """Start the node and say where it is; say the same when it runs already."""
    if node.pid:
        node.port = int((node.folder / "port").read_text(encoding="utf-8"))
        say(f"Elasticsearch runs already at {node.url} (process {node.pid}).")
        return
    build()
    with step(f"Starting Elasticsearch {version()} with a heap of {node.heap}"):
        node.start()
        (node.folder / "port").write_text(str(node.port), encoding="utf-8")
    say(f"\n  Elasticsearch   {node.url}")
    say(f"  The site on it  SEARCH_ENGINE=elasticsearch ELASTICSEARCH_URL={node.url} make run")
    say(f"  Stop            make elasticsearch-stop\n  Log             {node.log}")


def stop(node: Node) -> None:
    """Stop the node, and say so."""
    if not (pid := node.pid):
        say("No Elasticsearch of this copy runs.")
        return
    with step(f"Stopping Elasticsearch (process {pid})"):
        node.stop()


if __name__ == "__main__":
    main()
