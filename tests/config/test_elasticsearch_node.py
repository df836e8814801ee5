"""The genuine Elasticsearch that tests run on: it answers, ends with who started it, and says what is missing."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch

from config import bootstrap
from tests.elasticsearch_node import build as building
from tests.elasticsearch_node.node import Node, running_node

ROOT = Path(__file__).resolve().parents[2]


def test_the_node_answers_its_client(elasticsearch_url: str) -> None:
    client = Elasticsearch(elasticsearch_url)
    assert client.cluster.health()["status"] in ("green", "yellow")
    index = f"node-test-{os.getpid()}"
    try:
        client.index(index=index, id="1", document={"title": "buddywerking"}, refresh=True)
        assert client.count(index=index)["count"] == 1
    finally:
        client.indices.delete(index=index, ignore_unavailable=True)


def test_the_client_is_of_the_same_major_version(elasticsearch_url: str) -> None:
    [node] = Elasticsearch(elasticsearch_url).nodes.info(filter_path="nodes.*.version")["nodes"].values()
    assert node["version"].split(".")[0] == building.version().split(".")[0]


def test_a_killed_node_comes_back_with_what_it_held(tmp_path: Path) -> None:
    with running_node(tmp_path) as node:
        Elasticsearch(node.url).index(index="kept", id="1", document={"n": 1})
        node.kill()
        assert not node.pid
        node.start()
        assert Elasticsearch(node.url).get(index="kept", id="1")["_source"] == {"n": 1}
    assert not node.pid


def test_no_node_outlives_who_started_it(tmp_path: Path) -> None:
    script = """
        import pathlib, sys, time
        from tests.elasticsearch_node.node import running_node
        with running_node(pathlib.Path(sys.argv[1])):
            print("runs", flush=True)
            time.sleep(600)
    """
    holder = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script), str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert holder.stdout
    assert holder.stdout.readline() == b"runs\n"
    assert Node(tmp_path).pid
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    deadline = time.monotonic() + 20
    while Node(tmp_path).pid and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not Node(tmp_path).pid


def test_a_taken_port_is_one_sentence(tmp_path: Path, elasticsearch_url: str) -> None:
    port = int(elasticsearch_url.rsplit(":", 1)[1])
    with pytest.raises(bootstrap.Problem, match=rf"^Port {port} is taken: .*ELASTICSEARCH_PORT={port + 1}\.$"):
        Node(tmp_path, port=port).start()


def test_a_jar_that_is_not_the_pinned_one_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jar = tmp_path / "lib" / "server.jar"
    jar.parent.mkdir()
    jar.write_bytes(b"another")
    (tmp_path / "sums").write_text(f"{'0' * 64}  lib/server.jar\n")
    monkeypatch.setattr(building, "HOME", tmp_path)
    monkeypatch.setattr(building, "SUMS", tmp_path / "sums")
    with pytest.raises(bootstrap.Problem, match=r"lib/server\.jar"):
        building.check_sums()


def test_a_small_or_old_java_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def java(name: str, release: str) -> Path:
        folder = tmp_path / name
        (folder / "bin").mkdir(parents=True)
        (folder / "bin" / "javac").touch()
        (folder / "release").write_text(release)
        return folder

    full = 'JAVA_VERSION="21.0.1"\nMODULES="java.base jdk.jlink"\n'
    monkeypatch.setenv("ES_JAVA_HOME", str(java("old", full.replace("21", "17"))))
    monkeypatch.setenv("JAVA_HOME", str(java("full", full)))
    assert bootstrap.find_jdk() == tmp_path / "full"
    (tmp_path / "full" / "release").write_text(full.replace(" jdk.jlink", ""))
    assert bootstrap.find_jdk() != tmp_path / "full"
