"""Where the data lives: the PostgreSQL of DATABASE_URL, or an embedded one in var/postgres."""

from pathlib import Path
from typing import Any

import dj_database_url

from config.embedded_postgresql import embedded_url
from config.environment import EnvironmentProblem

SECONDS_PER_STATEMENT = 5
EXAMPLE = "postgresql://user:password@host:5432/name"


def database_settings(*, url: str, var_dir: Path) -> dict[str, Any]:
    """Return Django's settings for the default database, with the embedded server running if it is that one."""
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url or embedded_url(var_dir / "postgres")))
    except ValueError:
        raise EnvironmentProblem(f"DATABASE_URL is not an address of a database: write it as {EXAMPLE}.") from None
    if settings["ENGINE"] != "django.db.backends.postgresql":
        raise EnvironmentProblem(f"DATABASE_URL must name a PostgreSQL: write it as {EXAMPLE}.")
    settings["ATOMIC_REQUESTS"] = True
    settings["CONN_HEALTH_CHECKS"] = True
    settings["CONN_MAX_AGE"] = 60
    settings.setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
    return settings


def limit_statements(sender: Any, connection: Any, **kwargs: Any) -> None:
    """Receiver of `connection_created`: let no statement of a page hold a worker and the database for long."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, false)", [f"{SECONDS_PER_STATEMENT}s"])
