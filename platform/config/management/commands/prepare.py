"""Bring a copy of the site up to date: tables, static files, vocabularies and, if asked, starter content."""

import hashlib
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from config.bootstrap import Problem, say, step

LEAST_ROOM = 16_000_000
"""PostgreSQL writes its log in files of this many bytes; with less left on the disk it stops."""
NO_RIGHT = "42501"
"""PostgreSQL's code for a right that its user lacks, such as making tables."""


class Command(BaseCommand):
    """`manage.py prepare [--starter]`: does only what is not done yet, and says how long each step took."""

    help = __doc__
    requires_system_checks: list[str] = []  # `make check` runs them; here they would cost seconds at each start

    def add_arguments(self, parser: CommandParser) -> None:
        """Starter content is for a new copy; a site of its own begins without."""
        parser.add_argument("--starter", action="store_true", help="load the starter content and the example accounts")

    def handle(self, *args: Any, starter: bool, **options: Any) -> None:
        """Run the steps in order; a full disk or a database that fails ends in one sentence."""
        try:
            _migrate()
            _collect_static_files()
            _load("load_reference", "Loading vocabularies")
            if starter:
                _load("load_starter", "Loading starter content")
        except (OSError, DatabaseError) as error:
            free = shutil.disk_usage(settings.VAR_DIR).free
            if free < LEAST_ROOM or "No space left" in str(error):
                raise Problem(f"The disk of {settings.VAR_DIR} is full: make room, and run again.") from None
            if isinstance(error, OperationalError) or getattr(error.__cause__, "sqlstate", "") == NO_RIGHT:
                raise Problem(
                    f"The database refuses ({str(error).splitlines()[0]}): repair that, and run again."
                ) from None
            raise
        except CommandError as error:
            raise Problem(str(error)) from None


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        with step(f"Migrating the database ({len(plan)} migrations)"):
            call_command("migrate", interactive=False, verbosity=0)


def _collect_static_files() -> None:
    """Collect and compress static files when one of them is new or changed."""
    digest = _digest_of_static_files()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == digest:
        return
    with step("Collecting and compressing static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(digest, encoding="utf-8")


def _digest_of_static_files() -> str:
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            file = Path(storage.path(name)).stat()
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _load(command: str, what: str) -> None:
    """Run a loading command and show the lines of its report that tell something."""
    report = StringIO()
    with step(what):
        call_command(command, stdout=report)
    for line in report.getvalue().splitlines():
        if ": 0 new, 0 updated" not in line or "kept" in line:
            say(f"      {line}")
