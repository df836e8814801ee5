"""`make run`: database, migrations, content, web server and worker, until Ctrl-C; nothing is left running afterwards.

This process holds the database and watches the others. It imports no Django, so that it stays small; what needs Django
runs in children, which get the address of the database and therefore never start or stop one themselves.
"""

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import psycopg

from config.bootstrap import Problem, check_room, say, step
from config.database import database_settings
from config.embedded_postgresql import embedded_url
from config.environment import ENVIRONMENT, ROOT, environment_for_child

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
SECONDS_TO_STOP = 10
ROOM_FIRST_MB, ROOM_LATER_MB = 200, 20
OLDEST_POSTGRESQL = 15


def main() -> None:
    """Start everything in order, then watch it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", default="8000")
    port = read_port(parser.parse_args().port)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        check_port(port)
        check_room(ENVIRONMENT.var_dir, megabytes=ROOM_LATER_MB if ENVIRONMENT.var_dir.exists() else ROOM_FIRST_MB)
        ENVIRONMENT.var_dir.mkdir(parents=True, exist_ok=True)
        variables = environment_for_child(
            unless_set={"BASE_URL": f"http://localhost:{port}", "LOG_LEVEL": "WARNING"}, DATABASE_URL=start_database()
        )
        accounts = ENVIRONMENT.var_dir / "accounts.txt"
        passwords = _read(accounts)
        prepare(variables)
        with running_site(port, variables) as processes:
            announce(port, accounts, are_new=_read(accounts) != passwords)
            watch(processes)
    except Stopped:
        say("\nStopped.")


class Stopped(BaseException):
    """Somebody asked the site to stop."""


def _stop(number: int, frame: FrameType | None) -> None:
    for further in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(further, signal.SIG_IGN)  # stopping takes a moment; a second Ctrl-C must not interrupt it
    raise Stopped


def read_port(text: str) -> int:
    """Return the port, or say what a port is."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 65535:
        raise Problem(f"PORT={text} is not a port: choose a number from 1024 to 65535, for example make run PORT=8001.")
    return int(text)


def check_port(port: int) -> None:
    """Raise `Problem` when the web server could not listen on `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Problem(
                f"Port {port} is only for root: choose one from 1024, for example make run PORT=8000."
            ) from None
        except OSError:
            raise Problem(
                f"Port {port} is taken: stop the program that uses it, or choose another port, "
                f"for example make run PORT={port + 1 if port < 65535 else 8000}."
            ) from None


def start_database() -> str:
    """Return the address of a database that answers: the one of DATABASE_URL, or the embedded one."""
    if not ENVIRONMENT.database_url:
        with step(f"Starting the embedded PostgreSQL in {_short(ENVIRONMENT.var_dir / 'postgres')}"):
            return embedded_url(ENVIRONMENT.var_dir / "postgres")
    with step("Asking the PostgreSQL of DATABASE_URL for an answer"):
        database_settings(url=ENVIRONMENT.database_url, var_dir=ENVIRONMENT.var_dir)  # refuses what is no PostgreSQL
        try:
            with psycopg.connect(ENVIRONMENT.database_url, connect_timeout=5) as connection:
                version = connection.info.server_version // 10_000
        except psycopg.Error as error:
            reason = str(error).splitlines()[0].split("failed: ")[-1].removeprefix("FATAL:").strip()
            raise Problem(
                f"The PostgreSQL of DATABASE_URL does not answer ({reason}): start it, correct DATABASE_URL, "
                "or unset it to use the embedded one."
            ) from None
        if version < OLDEST_POSTGRESQL:
            raise Problem(f"DATABASE_URL names a PostgreSQL {version}: Samenwijs needs {OLDEST_POSTGRESQL} or newer.")
    return ENVIRONMENT.database_url


def prepare(variables: dict[str, str]) -> None:
    """Bring database, static files and content up to date (config/management/commands/prepare.py)."""
    child = _start([sys.executable, "manage.py", "prepare", "--starter"], variables)
    try:
        if child.wait() != 0:
            raise SystemExit(1)  # it said why
    finally:
        _end([child])


@contextlib.contextmanager
def running_site(port: int, variables: dict[str, str]) -> Iterator[dict[str, subprocess.Popen[bytes]]]:
    """Run web server and worker, wait until the site answers, and end both whatever happens."""
    web = ["gunicorn", "--config", "platform/config/web_server.py", "--bind", f"{HOST}:{port}", "config.wsgi"]
    processes: dict[str, subprocess.Popen[bytes]] = {}
    try:
        with step("Starting web server and worker"):
            processes["web server"] = _start([sys.executable, "-m", *web], variables)
            processes["worker"] = _start([sys.executable, "manage.py", "work"], variables)
            _wait_for_answer(port, processes)
        yield processes
    finally:
        _end(list(processes.values()))


def watch(processes: dict[str, subprocess.Popen[bytes]]) -> None:
    """Wait until one of `processes` ends by itself, which none should, and say so."""
    while True:
        for name, process in processes.items():
            if process.poll() is not None:
                raise Problem(f"The {name} ended by itself ({_status(process)}), so all is stopped; see above.")
        time.sleep(0.3)


def announce(port: int, accounts: Path, *, are_new: bool) -> None:
    """Say where the site is and who may sign in; passwords are shown only when they are new."""
    address = f"http://localhost:{port}"
    say(f"\n  Site   {address}/\n  Admin  {address}/beheer/")
    if are_new:
        say(f"\n  Example accounts, made for this copy (shown once; kept in {_short(accounts)}):")
        say("\n".join(f"    {line}" for line in _read(accounts).splitlines()))
    elif accounts.exists():
        say(f"  Example accounts with their passwords: {_short(accounts)}")
    say("\n  Ctrl-C ends everything.")


def _start(command: list[str], variables: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this process alone, which then ends the others in order.
    return subprocess.Popen(command, cwd=ROOT, env=variables, start_new_session=True)  # noqa: S603  our own programs


def _end(processes: list[subprocess.Popen[bytes]]) -> None:
    """Ask all to stop, and end what does not, with whatever it started itself."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for process in processes:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.1, deadline - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for_answer(port: int, processes: dict[str, subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        for name, process in processes.items():
            if process.poll() is not None:
                raise Problem(f"The {name} did not start ({_status(process)}); the reason stands above.")
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/livez", timeout=5):
                return
        except urllib.error.HTTPError as error:
            if error.code < 500:
                return
            raise Problem(f"The site starts but answers {error.code}; the reason stands above.") from None
        except OSError:
            time.sleep(0.1)
    raise Problem(f"The site did not answer within {SECONDS_TO_ANSWER} seconds; look above for the reason.")


def _status(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"exit status {code}"


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _short(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    main()
