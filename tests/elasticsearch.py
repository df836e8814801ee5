"""One Elasticsearch for a whole run of pytest: that of ELASTICSEARCH_TEST_URL, else a genuine node of our own build.

The first test that asks starts the node, whichever xdist worker it is in; the process that people started holds the
node's input and ends it. So no node outlives its run, not even one that was killed.

With SEARCH_ENGINE=elasticsearch every test asks it: then it is there before the settings are read, which learn its
address. pytest loads this module as a plugin (pyproject.toml), because a conftest comes after the settings.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.elasticsearch_node.node import Node

FOLDER = pytest.StashKey[Path]()


@pytest.fixture(scope="session")
def elasticsearch_url(pytestconfig: pytest.Config) -> str:
    """The address of an Elasticsearch; tests share it, so each uses names of its own."""
    try:
        return _address(pytestconfig)
    except SystemExit as problem:  # it would end pytest without a word about the test
        pytest.fail(str(problem), pytrace=False)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """Let the settings name the node, and indices of this run alone; the workers of xdist inherit both."""
    if os.environ.get("SEARCH_ENGINE") == "elasticsearch" and "PYTEST_XDIST_WORKER" not in os.environ:
        _hold(early_config)
        os.environ["ELASTICSEARCH_URL"] = _address(early_config)
        os.environ["ELASTICSEARCH_INDEX_PREFIX"] = f"test-{uuid4().hex[:12]}"


def pytest_sessionstart(session: pytest.Session) -> None:
    """Make the folder of the node, or learn it from who did."""
    if hasattr(session.config, "workerinput"):
        session.config.stash[FOLDER] = Path(session.config.workerinput["elasticsearch_folder"])
    else:
        _hold(session.config)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker of xdist where the folder is."""
    node.workerinput["elasticsearch_folder"] = str(node.config.stash[FOLDER])


def _hold(config: pytest.Config) -> None:
    """Make the folder, and hold the input of the node until this process has done, however it ends."""
    if FOLDER in config.stash:
        return
    folder = config.stash[FOLDER] = Path(tempfile.mkdtemp(prefix="samenwijs-elasticsearch-"))
    os.mkfifo(folder / "held")
    held = os.open(folder / "held", os.O_RDWR)

    def leave_nothing() -> None:
        os.close(held)
        Node(folder).stop()
        shutil.rmtree(folder, ignore_errors=True)

    config.add_cleanup(leave_nothing)


def _address(config: pytest.Config) -> str:
    if given := os.environ.get("ELASTICSEARCH_TEST_URL"):
        return given.rstrip("/")
    node = Node(config.stash[FOLDER])
    with _locked(node.folder / "lock"):
        address = node.folder / "address"
        if not node.pid:
            node.start(input_from=(node.folder / "held").open("rb"))
            address.write_text(node.url, encoding="utf-8")
        return address.read_text(encoding="utf-8")


@contextlib.contextmanager
def _locked(file: Path) -> Iterator[None]:
    with file.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
