"""The real parts of a site: started on free ports, killed, and ended by the numbers of their processes."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

import psutil
import psycopg

from tests.elasticsearch_node.node import Node
from tests.servers import ROOT, free_port, run

SECONDS_TO_START = 60


class Program:
    """A program that can be killed with all that it started, and started again."""

    def __init__(self, command: list[str], log: Path, variables: Mapping[str, str], user: str | None = None) -> None:
        self.command, self.log, self.variables, self.user = command, log, variables, user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; Ctrl-C is for the drill, which then ends it."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env={**os.environ, **self.variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                user=self.user,
                start_new_session=True,
            )

    @property
    def runs(self) -> bool:
        """Tell whether it has not ended by itself."""
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """End it at once, as a failing machine would."""
        if not self.process:
            return
        with contextlib.suppress(psutil.NoSuchProcess):
            whole = psutil.Process(self.process.pid)
            for each in [whole, *whole.children(recursive=True)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    each.kill()
        self.process.wait()
        self.process = None


class Parts:
    """PostgreSQL, Elasticsearch, the web server and the worker of one site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.database_port, self.port = free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.database = f"postgresql://postgres@127.0.0.1:{self.database_port}/postgres"
        self.node = Node(folder / "node", port=free_port(), heap="512m")
        self.variables = {
            "DATABASE_URL": self.database,
            "VAR_DIR": str(folder / "var"),
            "LOG_LEVEL": "WARNING",
            "SEARCH_ENGINE": "elasticsearch",
            "ELASTICSEARCH_URL": self.node.url,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'platform'}",
        }
        self.postgresql = self._postgresql()
        web = [sys.executable, "-m", "gunicorn", "--config", "platform/config/web_server.py"]
        web += ["--bind", f"127.0.0.1:{self.port}", "config.wsgi"]
        self.web = Program(web, folder / "web.log", self.variables)
        self.worker = Program([sys.executable, "manage.py", "work"], folder / "worker.log", self.variables)

    def start(self) -> None:
        """Make the cluster and the site, and start all parts."""
        self.start_database()
        self.node.start()
        run([sys.executable, "manage.py", "prepare"], folder=ROOT, variables=self.variables)
        run([sys.executable, "-m", "tests.drills.acts", "begin"], folder=ROOT, variables=self.variables)
        run([sys.executable, "manage.py", "rebuild_search"], folder=ROOT, variables=self.variables)
        self.worker.start()
        self.web.start()
        self.wait_for_web()

    def start_database(self) -> None:
        """Start PostgreSQL and wait until it answers; one that was killed first has to let its memory go."""
        until = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < until:
            if not self.postgresql.process or self.postgresql.process.poll() is not None:
                self.postgresql.start()
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.database, connect_timeout=2):
                return
            time.sleep(0.2)
        raise SystemExit(f"PostgreSQL does not answer: {self.postgresql.log}")

    def wait_for_web(self) -> None:
        """Wait until the site answers that it is ready."""
        until = time.monotonic() + SECONDS_TO_START
        while self.get("/readyz")[0] != 200:
            if time.monotonic() > until:
                raise SystemExit(f"The web server does not answer: {self.web.log}")
            time.sleep(0.1)

    def get(self, path: str) -> tuple[int, str]:
        """Ask for a page; status 0 when nothing answers."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", "replace")
        except OSError:
            return 0, ""

    def stop(self) -> None:
        """End everything."""
        for part in (self.web, self.worker, self.node, self.postgresql):
            part.kill()

    def _postgresql(self) -> Program:
        user = "postgres" if os.geteuid() == 0 else None
        found = shutil.which("initdb") or str(max(Path("/usr/lib/postgresql").glob("*/bin/initdb")))
        data = self.folder / "postgresql"
        data.mkdir()
        if user:
            shutil.chown(data, user)
        made = [
            found,
            "--pgdata",
            str(data),
            "--auth=trust",
            "--username=postgres",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ]
        subprocess.run(made, check=True, user=user, stdout=subprocess.DEVNULL, cwd="/")
        command = [str(Path(found).with_name("postgres")), "-D", str(data), "-p", str(self.database_port)]
        command += ["-k", str(data), "-c", "listen_addresses=127.0.0.1"]
        return Program(command, self.folder / "postgresql.log", {}, user)


@contextlib.contextmanager
def running_parts(folder: Path) -> Iterator[Parts]:
    """Run all parts for the block, and end them however it ends."""
    parts = Parts(folder)
    try:
        parts.start()
        yield parts
    finally:
        parts.stop()
