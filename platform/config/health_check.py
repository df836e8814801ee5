"""What a container asks itself: `python -m config.health_check web` (or `worker`) ends with 1 when it is not well.

Without Django, which would take seconds at each asking.
"""

import argparse
import socket
import urllib.request

import psycopg

from config.environment import ENVIRONMENT

DEFAULT_PORT = 8000
SECONDS = 4
WORKER = """
SELECT EXISTS (
    SELECT FROM tasks_worker WHERE starts_with(worker_id, %s) AND seen_at > now() - interval '1 minute'
)
"""
"""The worker of this container says every ten seconds that it lives (portal/tasks/worker.py)."""


def main() -> None:
    """Ask, and end with the answer."""
    parser = argparse.ArgumentParser(prog="config.health_check")
    parser.add_argument("what", choices=["web", "worker"])
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    arguments = parser.parse_args()
    try:
        if arguments.what == "web":
            web(arguments.port)
        else:
            worker()
    except (OSError, psycopg.Error) as error:
        raise SystemExit(f"The {arguments.what} is not well: {error}") from None


def web(port: int) -> None:
    """Raise unless the web server of this container answers at /livez."""
    host = next((name for name in ENVIRONMENT.allowed_hosts if not name.startswith((".", "*"))), "localhost")
    request = urllib.request.Request(f"http://127.0.0.1:{port}/livez", headers={"Host": host})
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310  our own server
        pass


def worker() -> None:
    """Raise unless the worker of this container was seen in the last minute."""
    with psycopg.connect(ENVIRONMENT.database_url, connect_timeout=SECONDS) as connection:
        row = connection.execute(WORKER, [f"{socket.gethostname()[:32]}-"]).fetchone()
    if not row or not row[0]:
        raise SystemExit("The worker of this container was not seen in the last minute.")


if __name__ == "__main__":
    main()
