"""`make run`: one sentence for each fault, and a whole site that leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from config import bootstrap, launch
from tests.architecture.sources import ROOT

SECONDS_TO_START = 300


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(var_dir: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a person who sets nothing but where the copy keeps its data."""
    return {
        "PATH": os.environ["PATH"],  # noqa: TID251  the child must find its programs
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "VAR_DIR": str(var_dir),
        **variables,
    }


def launch_and_wait(var_dir: Path, port: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "config.launch", "--port", port],
        cwd=ROOT / "platform",
        env=environment(var_dir, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def is_one_sentence(done: subprocess.CompletedProcess[str], sentence: str) -> bool:
    assert done.returncode == 1, done.stdout + done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert re.search(sentence, lines[0]), lines[0]
    return True


def test_a_taken_port_is_named(tmp_path: Path, free_port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        done = launch_and_wait(tmp_path, str(free_port))
    assert is_one_sentence(done, f"^Port {free_port} is taken: .*PORT={free_port + 1}")


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "٨٠٠٠", "9" * 5000])
def test_what_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(bootstrap.Problem, match="is not a port"):
        launch.read_port(port)


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("postgresql://site:secret@127.0.0.1:1/site", r"does not answer \(Connection refused\): start it"),
        ("postgresql://site@nowhere.invalid/site", "does not answer"),
        ("sqlite:///site.sqlite3", "^DATABASE_URL must name a PostgreSQL"),
        ("site", "^DATABASE_URL is not an address of a database"),
    ],
)
def test_a_database_that_does_not_answer_is_named(tmp_path: Path, free_port: int, url: str, sentence: str) -> None:
    done = launch_and_wait(tmp_path, str(free_port), DATABASE_URL=url)
    assert is_one_sentence(done, sentence)
    assert "secret" not in done.stderr + done.stdout


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    with pytest.raises(bootstrap.Problem, match=r"The disk of .* is full"):
        bootstrap.check_room(tmp_path / "new" / "var", megabytes=10**9)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, free_port: int) -> None:
    """A file stands where the folder should come: that stops root too."""
    (tmp_path / "file").touch()
    done = launch_and_wait(tmp_path / "file" / "var", str(free_port))
    assert is_one_sentence(done, r"file cannot be written by this user")


def test_an_old_python_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST_PYTHON", (99, 0))
    with pytest.raises(bootstrap.Problem, match=r"^Samenwijs needs Python 99\.0 or newer and this is 3\."):
        bootstrap.main()


def test_a_python_without_venv_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(bootstrap.Problem, match="apt-get install python3-venv"):
        bootstrap._check_venv_module()


@pytest.fixture
def launched(tmp_path: Path, free_port: int) -> Iterator["Launched"]:
    site = Launched(tmp_path / "var", free_port)
    yield site
    site.end(signal.SIGKILL)


class Launched:
    """A copy of the site, started as `make run` does."""

    def __init__(self, var_dir: Path, port: int) -> None:
        self.var_dir, self.port = var_dir, port
        self.process: subprocess.Popen[str] | None = None
        self.log = var_dir.with_name("output")

    def start(self) -> str:
        """Start, and return what it said once the site is up."""
        with self.log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.launch", "--port", str(self.port)],
                cwd=ROOT / "platform",
                env=environment(self.var_dir),
                stdout=output,
                stderr=output,
                text=True,
            )
        deadline = time.monotonic() + SECONDS_TO_START
        while "Ctrl-C ends everything." not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.2)
        return self.log.read_text()

    def family(self) -> list[psutil.Process]:
        """Return every process of this copy: the launcher, its children and the database."""
        assert self.process
        launcher = psutil.Process(self.process.pid)
        return [launcher, *launcher.children(recursive=True), *self.database()]

    def database(self) -> list[psutil.Process]:
        data = str(self.var_dir / "postgres")
        return [p for p in psutil.process_iter(["cmdline"]) if data in (p.info["cmdline"] or [])]

    def end(self, number: signal.Signals) -> int | None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(number)
            self.process.wait(timeout=30)
        return self.process.returncode if self.process else None


def still_running(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Return those that still run after a moment; one that ended but that nobody asked after (a zombie) does not."""
    _gone, alive = psutil.wait_procs(processes, timeout=5)
    return [process for process in alive if process.is_running() and process.status() != psutil.STATUS_ZOMBIE]


@pytest.mark.slow
def test_a_copy_starts_ends_and_starts_again(launched: Launched) -> None:
    said = launched.start()
    assert f"http://localhost:{launched.port}/beheer/" in said
    assert re.search(r"Migrating the database .* \d+\.\d s", said)
    passwords = [line.split()[-1] for line in (launched.var_dir / "accounts.txt").read_text().splitlines()]
    assert passwords
    assert all(password in said for password in passwords)
    with urllib.request.urlopen(f"http://localhost:{launched.port}/", timeout=10) as answer:
        assert answer.status == 200

    family = launched.family()
    assert launched.database()
    assert launched.end(signal.SIGINT) == 0
    assert still_running(family) == []

    again = launched.start()
    assert "Migrating" not in again
    assert "Collecting" not in again
    assert not any(password in again for password in passwords)
    assert "accounts.txt" in again

    family = launched.family()
    web = next(p for p in family if "gunicorn" in p.cmdline())
    web.kill()
    assert launched.process
    assert launched.process.wait(timeout=30) == 1
    assert "The web server ended by itself (signal 9)" in launched.log.read_text()
    assert still_running(family) == []
