"""`make bench-elastic`: how fast search on Elasticsearch is on a million documents, beside the bare client's query.

Starts a node of its own, fills an index with generated documents (`generate_entries --straight`) beside the starter
content, and measures in one run, warm: our whole call (words, total, first ten, excerpts, counts of all facets), the
bare client with the very requests that ours sent, django-modelsearch on the same node, four clients at once,
suggestions, and making an index from entries (bench_elastic.py). Prints one table in Markdown. Milliseconds are those
of this machine; the ratios hold on others.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.elasticsearch_node.node import running_node
from tests.performance.benchmarks.pages import database_server
from tests.servers import ROOT, our_site

HEAP = "2g"


def main() -> None:
    """Make a node and a site with many documents, and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=1_000_000, help="generated documents")
    parser.add_argument("--theirs", type=int, default=200_000, help="of which django-modelsearch gets so many at most")
    parser.add_argument("--rebuilt", type=int, default=20_000, help="entries from which an index is made")
    parser.add_argument("--words", type=int, default=66, help="of a text on average")
    parser.add_argument("--seconds", type=int, default=20, help="that four clients ask")
    options = parser.parse_args()
    server = database_server()
    with (
        tempfile.TemporaryDirectory() as folder,
        running_node(Path(folder), heap=HEAP) as node,
        our_site(server, generated=0) as (_site, variables),
    ):
        on_node = variables | {
            "SEARCH_ENGINE": "elasticsearch",
            "ELASTICSEARCH_URL": node.url,
            "ELASTICSEARCH_INDEX_PREFIX": "bench",
            "BENCH_WORDS": str(options.words),
        }
        began = time.monotonic()
        filling = ["generate_entries", str(options.entries), "--straight", f"--words={options.words}"]
        _run([sys.executable, "manage.py", *filling], on_node)
        speed = options.entries / (time.monotonic() - began)
        theirs = min(options.theirs, options.entries)
        _inside(f"measure({options.entries}, {theirs}, {options.seconds}, {speed:.0f})", on_node)
        filling = ["generate_entries", str(options.rebuilt), f"--words={options.words}", "--yes"]
        _run([sys.executable, "manage.py", *filling], variables)
        _inside("measure_rebuild()", on_node)


def _inside(call: str, variables: dict[str, str]) -> None:
    module = "tests.performance.benchmarks.bench_elastic"
    _run([sys.executable, "-c", f"import django; django.setup(); from {module} import *; {call}"], variables)


def _run(command: list[str], variables: dict[str, str]) -> None:
    if subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode:
        raise SystemExit("The measuring broke off; its reason stands above.")


if __name__ == "__main__":
    main()
