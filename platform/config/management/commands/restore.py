"""Put back what `manage.py backup` kept, compare it row by row, and bring search in step."""

import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from config.backups.archive import Manifest, opened
from config.backups.restoring import check_versions, is_empty, restore


class Command(BaseCommand):
    """`manage.py restore FILE [--force]`, with web server and worker stopped."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the archive, and whether what is there may go."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--force", action="store_true", help="replace what is there without asking")

    def handle(self, *args: Any, file: Path, force: bool, **options: Any) -> None:
        """Check, restore, compare, bring up to date; say what differs, and end with 1 when something does."""
        media = Path(settings.MEDIA_ROOT)
        try:
            self._tell("Checking the archive")
            with opened(file) as (tar, manifest):
                check_versions(manifest)
                if not force and not is_empty(media):
                    self._ask(manifest)
                different = restore(tar, manifest, media=media, tell=self._tell)
        except OSError as error:
            raise CommandError(f"{error.strerror} ({error.filename}): repair that, and run again.") from None
        except DatabaseError as error:
            raise CommandError(f"The database refuses ({str(error).splitlines()[0]}).") from None
        rows = sum(table.number for table in manifest.rows.values())
        self.stdout.write(
            f"\n  Restored what was kept at {manifest.made_at}:\n"
            f"  {rows} rows in {len(manifest.rows)} tables, {len(manifest.files)} files"
        )
        self.stdout.write("".join(f"\n  Not as it was: {told}" for told in different) or "  Each is as it was.")
        self._bring_up_to_date()
        if different:
            raise CommandError("The copy is not as it was: look at what differs, above.")

    def _tell(self, what: str) -> None:
        self.stdout.write(f"  {what} …")

    def _ask(self, manifest: Manifest) -> None:
        """Let whoever sits at the keyboard confirm that what is there may go; refuse when nobody does."""
        name = connection.settings_dict["NAME"]
        there = f"The database {name} or the folder of media is not empty, and would be replaced"
        if not sys.stdin.isatty():
            raise CommandError(f"{there}: run again with FORCE=yes (--force) when that is meant. Nothing was changed.")
        said = input(f"\n{there} by what was kept at {manifest.made_at}.\nType the name of the database to go on: ")
        if said.strip() != name:
            raise CommandError("That is not its name: nothing was changed.")

    def _bring_up_to_date(self) -> None:
        executor = MigrationExecutor(connection)
        if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self._tell(f"Migrating to this version of the site ({len(waiting)} migrations)")
            call_command("migrate", interactive=False, verbosity=0)
        self._tell("Bringing search in step")
        call_command("reconcile_search", stdout=self.stdout)
