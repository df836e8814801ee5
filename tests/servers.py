"""Two sites served the same way: ours, and the bare site of `wagtail start`, each with a database of its own."""

import contextlib
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

ROOT = Path(__file__).resolve().parents[1]

BARE_SETTINGS = """
import os
import dj_database_url
from .base import *
DEBUG = False
SECRET_KEY = "only-for-a-benchmark"
ALLOWED_HOSTS = ["*"]
DATABASES = {"default": {**dj_database_url.parse(os.environ["DATABASE_URL"]), "CONN_MAX_AGE": 60}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
"""


@dataclass(frozen=True)
class Served:
    """A site that answers on this machine."""

    name: str
    address: str
    process: psutil.Process
    """The one worker process that answers: its processor time is the site's."""

    def cpu(self) -> float:
        """Processor seconds that the worker used so far, in user and system mode."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def get(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Ask for a page as a browser does (compressed); return status, headers and the bytes as sent."""
        request = urllib.request.Request(self.address + path, headers={"Accept-Encoding": "gzip"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            return error.code, dict(error.headers), error.read()


def free_port() -> int:
    """Return a port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def run(arguments: list[str], *, folder: Path, variables: dict[str, str]) -> None:
    """Run a command to its end; show what it printed when it fails."""
    done = subprocess.run(
        arguments, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}")


@contextlib.contextmanager
def scratch_database(server: str, name: str, template: str = "template1") -> Iterator[str]:
    """Make a database on `server` (the address of any database there), and drop it afterwards; yield its address."""
    name = f"{name}_{secrets.token_hex(3)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        try:
            head, _, query = server.partition("?")
            yield f"{head.rsplit('/', 1)[0]}/{name}" + (f"?{query}" if query else "")
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextlib.contextmanager
def serve(name: str, application: str, *, folder: Path, variables: dict[str, str]) -> Iterator[Served]:
    """Serve `application` by gunicorn with one synchronous worker until the block ends."""
    address = f"127.0.0.1:{free_port()}"
    command = [sys.executable, "-m", "gunicorn", "--workers=1", "--timeout=120", "--log-level=warning"]
    command += [f"--bind={address}", application]
    with tempfile.TemporaryFile() as log:
        server = subprocess.Popen(command, cwd=folder, env={**os.environ, **variables}, stdout=log, stderr=log)
        try:
            worker = _first_worker(server)
            served = Served(name, f"http://{address}", worker)
            _wait_until_it_answers(served)
            yield served
        finally:
            server.terminate()
            server.wait(20)


def _first_worker(server: subprocess.Popen[bytes]) -> psutil.Process:
    for _attempt in range(200):
        if children := psutil.Process(server.pid).children():
            return children[0]
        time.sleep(0.1)
    raise SystemExit("The web server started no worker.")


def _wait_until_it_answers(served: Served) -> None:
    for _attempt in range(200):
        with contextlib.suppress(OSError):
            served.get("/")
            return
        time.sleep(0.1)
    raise SystemExit(f"{served.name} does not answer.")


@contextlib.contextmanager
def bare_site(server: str) -> Iterator[Served]:
    """Serve the home page that `wagtail start` makes."""
    with tempfile.TemporaryDirectory() as parent, scratch_database(server, "bench_bare") as url:
        folder = Path(parent)
        variables = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bare.settings.bench"}
        run([str(Path(sys.executable).parent / "wagtail"), "start", "bare", "."], folder=folder, variables={})
        (folder / "bare" / "settings" / "bench.py").write_text(BARE_SETTINGS, encoding="utf-8")
        run([sys.executable, "manage.py", "migrate"], folder=folder, variables=variables)
        with serve("bare wagtail", "bare.wsgi", folder=folder, variables=variables) as served:
            yield served


@contextlib.contextmanager
def our_site(server: str, *, generated: int) -> Iterator[tuple[Served, dict[str, str]]]:
    """Serve Samenwijs with its starter content and `generated` more practices; yield it with its environment."""
    with tempfile.TemporaryDirectory() as folder, scratch_database(server, "bench_site") as url:
        variables = {
            "DATABASE_URL": url,
            "VAR_DIR": folder,
            "LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        }
        run([sys.executable, "manage.py", "prepare", "--starter"], folder=ROOT, variables=variables)
        if generated:
            command = [sys.executable, "manage.py", "generate_content", f"--practices={generated}"]
            run(command, folder=ROOT, variables=variables)
        with serve("samenwijs", "config.wsgi", folder=ROOT, variables=variables) as served:
            yield served, variables
