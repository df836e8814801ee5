"""Makes the archive: the database as it is at one moment, then the files, so that no page names a missing one."""

import os
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from config.backups import archive
from config.backups.archive import Manifest
from config.backups.programs import address_of_the_database, fitting_programs, server_version
from config.backups.rows import all_rows

Tell = Callable[[str], None]


def make_archive(*, folder: Path, media: Path, tell: Tell) -> tuple[Path, Manifest]:
    """Write an archive in `folder`, and return where it is and what it holds.

    It gets its name when it is complete, and can be read by its owner only: it holds accounts and drafts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    moment = timezone.localtime()
    target = folder / f"samenwijs-{moment:%Y-%m-%dT%H%M%S}.tar"
    if target.exists():
        raise CommandError(f"{target} exists already: wait a second, and run again.")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".making-") as scratch:
        dump, unfinished = Path(scratch) / archive.DUMP, Path(scratch) / target.name
        tell("Copying the database")
        with _one_moment() as snapshot:
            server = server_version()
            programs = fitting_programs(at_least=server)
            address, variables = address_of_the_database()
            dumping = ["--format=custom", "--no-owner", "--no-acl", f"--snapshot={snapshot}", f"--file={dump}"]
            _run(programs.command("pg_dump", *dumping, f"--dbname={address}"), variables)
            tell("Counting and summing its rows")
            rows = all_rows()
            applied = MigrationRecorder(connection).applied_migrations()
        tell("Copying the uploaded files")
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
                sums = {archive.DUMP: archive.add_file(tar, dump, archive.DUMP)}
                for upload in _uploads(media):
                    name = archive.MEDIA + upload.relative_to(media).as_posix()
                    sums[name] = archive.add_file(tar, upload, name)
                manifest = Manifest(
                    made_at=moment.isoformat(timespec="seconds"),
                    postgresql=server,
                    programs=programs.version,
                    migrations=sorted(f"{app}.{name}" for app, name in applied),
                    rows=rows,
                    sha256=sums,
                )
                archive.add_manifest(tar, manifest)
            file.flush()
            os.fsync(file.fileno())
        unfinished.rename(target)
    return target, manifest


@contextmanager
def _one_moment() -> Iterator[str]:
    """Hold the database still for our eyes: yield the name of a snapshot that pg_dump can share."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def _uploads(media: Path) -> list[Path]:
    return sorted(file for file in media.rglob("*") if file.is_file() and not file.is_symlink())


def _run(command: list[str], variables: dict[str, str]) -> None:
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[0]
        raise CommandError(f"pg_dump failed ({last}): repair that, and run again.")
