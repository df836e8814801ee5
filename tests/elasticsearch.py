"""One Elasticsearch for a whole run of pytest: that of ELASTICSEARCH_TEST_URL, else a genuine node of our own build.

The first test that asks starts the node, whichever xdist worker it is in; the process that people started holds the
node's input and ends it. So no node outlives its run, not even one that was killed.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.elasticsearch_node.node import Node

FOLDER = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def elasticsearch_url(pytestconfig: pytest.Config) -> str:
    """The address of an Elasticsearch; tests share it, so each uses names of its own."""
    if given := os.environ.get("ELASTICSEARCH_TEST_URL"):
        return given.rstrip("/")
    node = Node(pytestconfig.stash[FOLDER])
    with _locked(node.folder / "lock"):
        address = node.folder / "address"
        if not node.pid:
            try:
                node.start(input_from=(node.folder / "held").open("rb"))
            except SystemExit as problem:  # it would end pytest without a word about the test
                pytest.fail(str(problem), pytrace=False)
            address.write_text(node.url, encoding="utf-8")
        return address.read_text(encoding="utf-8")


class ElasticsearchForTests:
    """The part of pytest that ends the node, in the process that outlives the workers of xdist."""

    def __init__(self) -> None:
        self.held = -1

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Make the folder of the node, or learn it from who did."""
        if hasattr(session.config, "workerinput"):
            session.config.stash[FOLDER] = Path(session.config.workerinput["elasticsearch_folder"])
            return
        folder = Path(tempfile.mkdtemp(prefix="samenwijs-elasticsearch-"))
        os.mkfifo(folder / "held")
        self.held = os.open(folder / "held", os.O_RDWR)
        session.config.stash[FOLDER] = folder

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker of xdist where the folder is."""
        node.workerinput["elasticsearch_folder"] = str(node.config.stash[FOLDER])

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self, config: pytest.Config) -> None:
        """End the node, and leave nothing."""
        if self.held >= 0:
            os.close(self.held)
            Node(config.stash[FOLDER]).stop()
            shutil.rmtree(config.stash[FOLDER], ignore_errors=True)


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
