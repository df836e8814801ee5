"""The embedded PostgreSQL: shared by who uses it, ended by the last one, whatever happened to the others."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.architecture.sources import ROOT

HOLD = """
import os, sys, time
from pathlib import Path
from config.embedded_postgresql import embedded_url
url = embedded_url(Path(sys.argv[1]))
import psycopg
with psycopg.connect(url) as connection:
    connection.execute("SELECT 1")
if sys.argv[2] == "fork" and not os.fork():
    sys.exit(0)  # a child that ends, as a process of the web server does
print("ready", flush=True)
sys.stdin.readline()
with psycopg.connect(url) as connection:
    connection.execute("SELECT 1")
"""


@pytest.fixture
def hold(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start a process that uses the database until a line comes in."""

    def start(how: str = "plain") -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(tmp_path / "postgres"), how],
            cwd=ROOT / "platform",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        return process

    return start


def let_go(process: subprocess.Popen[str]) -> int:
    process.communicate("\n", timeout=20)
    return process.returncode


def runs(data: Path) -> bool:
    """Tell whether a server of `data` runs, with a moment for one that is just ending."""
    for _attempt in range(20):
        if not any(str(data) in (p.info["cmdline"] or []) for p in psutil.process_iter(["cmdline"])):
            return False
        time.sleep(0.05)
    return True


def test_it_ends_with_the_last_process(tmp_path: Path, hold: Callable[..., subprocess.Popen[str]]) -> None:
    first, second = hold(), hold()
    assert let_go(first) == 0
    assert runs(tmp_path / "postgres")
    assert let_go(second) == 0
    assert not runs(tmp_path / "postgres")


def test_a_killed_process_does_not_keep_it_alive(tmp_path: Path, hold: Callable[..., subprocess.Popen[str]]) -> None:
    killed = hold()
    killed.kill()
    killed.wait()
    assert runs(tmp_path / "postgres")
    assert let_go(hold()) == 0
    assert not runs(tmp_path / "postgres")


def test_a_forked_child_does_not_end_it(tmp_path: Path, hold: Callable[..., subprocess.Popen[str]]) -> None:
    parent = hold("fork")
    time.sleep(0.5)
    assert runs(tmp_path / "postgres")
    assert let_go(parent) == 0
    assert not runs(tmp_path / "postgres")


def test_it_sorts_the_same_whatever_the_language_of_the_user(
    tmp_path: Path, hold: Callable[..., subprocess.Popen[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert let_go(hold()) == 0
    assert "C.UTF-8" in (tmp_path / "postgres" / "postgresql.conf").read_text()
