"""Starts, asks and ends one node, whose whole life is in one folder: data, log, number of its process."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config.bootstrap import Problem
from tests.elasticsearch_node.build import CLASSES, HERE, HOME, build, jdk

SECONDS_TO_START = 120
SECONDS_TO_STOP = 30
JAVA_OPTIONS = (
    "-XX:+UseG1GC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j.shutdownHookEnabled=false",
    "-Dlog4j2.disable.jmx=true",
    "-Dio.netty.noUnsafe=true",
    "-Dio.netty.noKeySetOptimization=true",
    "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false",
    "--add-modules=ALL-MODULE-PATH,jdk.net,jdk.incubator.vector",
    "--enable-native-access=org.elasticsearch.nativeaccess,org.elasticsearch.foreign,org.apache.lucene.core",
)


@dataclass
class Node:
    """One node of Elasticsearch on this machine."""

    folder: Path
    port: int = 0
    """0 takes a free one, and keeps it over a restart."""
    heap: str = "512m"
    settings: Mapping[str, str] = field(default_factory=dict)
    """What stands above elasticsearch.yml."""

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self) -> int:
        """The number of its process; 0 when it does not run."""
        try:
            pid = int((self.folder / "pid").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return 0
        # A file outlives its process and numbers are used again: ask for our own program on this folder.
        command = _command_of(pid)
        return pid if "EsNode" in command and str(self.folder.resolve()) in command else 0

    @property
    def log(self) -> Path:
        """What it said."""
        return self.folder / "node.log"

    def start(self, *, input_from: IO[bytes] | int = subprocess.DEVNULL) -> None:
        """Start it and wait until it answers; raise `Problem` when it does not.

        With `input_from` a pipe, it ends by itself when nobody holds the other end any more, however they ended.
        """
        build()
        if self.pid:
            raise Problem(f"A node already runs in {self.folder} (process {self.pid}): stop it first.")
        self.port = self.port or _free_port()
        _check_port(self.port)
        for name in ("data", "logs", "tmp"):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                self._command(ends_with_input=input_from != subprocess.DEVNULL),
                stdin=input_from,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C is for whoever started it, who then ends it in order
            )
        (self.folder / "pid").write_text(str(process.pid), encoding="utf-8")
        try:
            self._wait_until_it_answers(process)
        except BaseException:
            process.kill()
            process.wait()
            raise

    def stop(self) -> None:
        """End it in order; do nothing when it does not run."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once, as a failing machine would."""
        self._end(signal.SIGKILL)

    def health(self) -> str:
        """Return the state of the cluster: `green`, `yellow` or `red`."""
        with urllib.request.urlopen(f"{self.url}/_cluster/health?wait_for_status=yellow&timeout=5s", timeout=10) as it:
            return str(json.load(it)["status"])

    def _command(self, *, ends_with_input: bool) -> list[str]:
        folder = self.folder.resolve()
        native = folder / "native"
        _link_zstd(native)
        given = {"path.data": f"{folder}/data", "path.logs": f"{folder}/logs", "http.port": str(self.port)}
        return [
            str(jdk() / "bin" / "java"),
            f"-Xms{self.heap}",
            f"-Xmx{self.heap}",
            *JAVA_OPTIONS,
            f"-Djava.io.tmpdir={folder / 'tmp'}",
            f"-Des.path.home={HOME}",
            f"-Des.path.conf={HERE / 'config'}",
            f"-Des.nativelibs.path={native}",
            f"-Dends.with.input={str(ends_with_input).lower()}",
            f"--module-path={HOME}/lib",
            f"--class-path={CLASSES}",
            "EsNode",
            *(f"{name}={value}" for name, value in {**given, **self.settings}.items()),
        ]

    def _wait_until_it_answers(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if process.poll() is not None:
                raise Problem(f"The node did not start (exit status {process.returncode}): {self._last_words()}")
            with contextlib.suppress(OSError, urllib.error.URLError, ValueError):
                if self.health() in ("green", "yellow"):
                    return
            time.sleep(0.1)
        raise Problem(f"The node did not answer within {SECONDS_TO_START} seconds: {self._last_words()}")

    def _last_words(self) -> str:
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        fault = next((line for line in reversed(lines) if "Exception" in line or "rror" in line), "it said nothing")
        return f"{fault.strip()[:300]} ({self.log})"

    def _end(self, number: signal.Signals) -> None:
        if not (pid := self.pid):
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, number)
        deadline = time.monotonic() + SECONDS_TO_STOP
        while not _has_ended(pid):
            if time.monotonic() > deadline:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
                deadline += SECONDS_TO_STOP
            time.sleep(0.05)
        (self.folder / "pid").unlink(missing_ok=True)


@contextlib.contextmanager
def running_node(folder: Path, **options: str | int) -> Iterator[Node]:
    """Run a node in `folder` for the block; it ends with this process, however that ends."""
    node = Node(folder, **options)  # type: ignore[arg-type]
    reading, writing = os.pipe()
    try:
        node.start(input_from=reading)
        yield node
    finally:
        os.close(writing)
        os.close(reading)
        node.stop()


def _command_of(pid: int) -> str:
    """Return the command line of a process; empty when it is gone, or a zombie."""
    if Path("/proc/self").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        return ""
    return _ps(pid, "command")


def _has_ended(pid: int) -> bool:
    """Tell whether a process is gone with its files and ports; its command line goes some moments earlier."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    if Path("/proc/self").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] in "ZX"
        return True
    return _ps(pid, "state")[:1] in ("", "Z")


def _ps(pid: int, what: str) -> str:
    asked = ["ps", "-ww", "-o", f"{what}=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Problem(
                f"Port {port} is taken: stop the program that uses it, or choose another, "
                f"for example make elasticsearch ELASTICSEARCH_PORT={port + 1}."
            ) from None


def _link_zstd(folder: Path) -> None:
    """Lend the system's libzstd to the server's native layer, which loads it from one folder."""
    folder.mkdir(parents=True, exist_ok=True)
    link = folder / "libzstd.so"
    for library in (*Path("/usr/lib").glob("*/libzstd.so.1"), *Path("/usr/lib64").glob("libzstd.so.1")):
        link.unlink(missing_ok=True)
        link.symlink_to(library)
        return
