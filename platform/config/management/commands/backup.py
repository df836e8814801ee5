"""Write all that cannot be made again, database and uploaded files, into one dated archive."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from config.backups.making import make_archive


class Command(BaseCommand):
    """`manage.py backup [--folder DIR]`, while the site runs; the way back is `manage.py restore`."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the archive goes."""
        parser.add_argument("--folder", type=Path, default=settings.VAR_DIR / "backups")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        """Write it, and say what is in it."""
        media = Path(settings.MEDIA_ROOT)
        try:
            path, manifest = make_archive(
                folder=folder, media=media, tell=lambda what: self.stdout.write(f"  {what} …")
            )
        except OSError as error:
            raise CommandError(f"{error.strerror} ({error.filename}): repair that, and run again.") from None
        except DatabaseError as error:
            raise CommandError(f"The database refuses ({str(error).splitlines()[0]}): nothing was kept.") from None
        rows = sum(table.number for table in manifest.rows.values())
        megabytes = path.stat().st_size / 1_000_000
        self.stdout.write(
            f"\n  Kept  {path} ({megabytes:.1f} MB)\n"
            f"  Holds {rows} rows in {len(manifest.rows)} tables, {len(manifest.files)} files\n"
            f"  Back  make restore FILE={path}\n"
        )

    def _tell(self, what: str) -> None:
        self.stdout.write(f"  {what} …")
