"""The way back: checks everything first, replaces the database in one transaction, then the files, then compares."""

import contextlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from config.backups import archive
from config.backups.archive import Manifest
from config.backups.programs import address_of_the_database, fitting_programs, server_version
from config.backups.rows import all_rows, differences, tables

Tell = Callable[[str], None]
CLEAR = """
SET lock_timeout = '30s';
DO $$
DECLARE command text;
BEGIN
  FOR command IN
    SELECT format('DROP %s IF EXISTS public.%I CASCADE', CASE c.relkind
      WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, c.relname)
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid
                    AND (d.deptype = 'e' OR c.relkind = 'S' AND d.deptype IN ('a', 'i')))
  LOOP EXECUTE command; END LOOP;
  FOR command IN
    SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure)
    FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  LOOP EXECUTE command; END LOOP;
END $$;
"""
"""Takes away what a site keeps in its database, but what belongs to an extension; a running site holds it up."""


def is_empty(media: Path) -> bool:
    """Tell whether nothing would be lost: no tables, no files."""
    return not tables() and not any(media.glob("*"))


def check_versions(manifest: Manifest) -> None:
    """Raise `CommandError` when the archive is of a newer site or a newer PostgreSQL than these."""
    known = {f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.disk_migrations}
    if newer := sorted(set(manifest.migrations) - known):
        raise CommandError(
            f"The archive is of a newer version of the site ({newer[-1]}): restore it with that version."
        )
    if (server := server_version()) < manifest.postgresql:
        raise CommandError(
            f"The archive is of PostgreSQL {manifest.postgresql} and this server is {server}: restore it on "
            f"{manifest.postgresql} or newer."
        )


def restore(tar: tarfile.TarFile, manifest: Manifest, *, media: Path, tell: Tell) -> list[str]:
    """Put back what the archive holds, and return what is not as it was: nothing, when all is well.

    Until the database is complete nothing of the old site is gone.
    """
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".restoring-") as scratch:
        tell("Unpacking")
        try:
            tar.extractall(scratch, filter="data")
        except tarfile.TarError as error:
            raise CommandError(f"The archive cannot be unpacked safely ({error}): nothing was changed.") from None
        tell("Putting the database back")
        _put_database_back(Path(scratch) / archive.DUMP, manifest)
        tell("Putting the files back")
        unpacked = Path(scratch) / archive.MEDIA
        unpacked.mkdir(exist_ok=True)
        _put_files_back(unpacked, media, Path(scratch) / "replaced")
    tell("Comparing each row and each file with the archive")
    return [*_different_rows(manifest), *_different_files(manifest, media)]


def _put_database_back(dump: Path, manifest: Manifest) -> None:
    """Replace all tables in one transaction, which is committed only after the last line of the dump."""
    programs = fitting_programs(at_least=max(server_version(), manifest.programs))
    address, variables = address_of_the_database()
    connection.close()
    options = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--output=/dev/null", f"--dbname={address}"]
    running_sql = programs.command("psql", *options)
    reading = programs.command("pg_restore", "--no-owner", "--no-acl", "--exit-on-error", "--file=-", str(dump))
    entrance, exit_ = os.pipe()
    with (  # through a pipe: written out, the dump would take many times its room
        tempfile.TemporaryFile() as said,
        os.fdopen(entrance, "rb") as script,
        subprocess.Popen(running_sql, env=variables, stdin=script, stdout=said, stderr=said) as running,  # noqa: S603
    ):
        script.close()
        is_complete = False
        with contextlib.suppress(BrokenPipeError), os.fdopen(exit_, "wb", buffering=0) as sql:
            sql.write(f"BEGIN;\n{CLEAR}".encode())
            is_complete = subprocess.run(reading, stdout=sql, stderr=said, check=False).returncode == 0  # noqa: S603
            if is_complete:
                sql.write(b"\nCOMMIT;\n")
        if running.wait() or not is_complete:
            said.seek(0)
            lines = said.read().decode("utf-8", "replace").splitlines() or ["no reason was given"]
            told = next((line for line in lines if "error" in line.lower()), lines[-1])
            raise CommandError(f"The database was left as it was ({told}): repair that, and run again.")


def _put_files_back(unpacked: Path, media: Path, replaced: Path) -> None:
    """Exchange what is in the folder, not the folder: that may be a volume."""
    media.mkdir(exist_ok=True)
    replaced.mkdir()
    for old in list(media.iterdir()):
        shutil.move(str(old), replaced)
    for new in list(unpacked.iterdir()):
        shutil.move(str(new), media)


def _different_rows(manifest: Manifest) -> list[str]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 0")
        return differences(manifest.rows, all_rows())


def _different_files(manifest: Manifest, media: Path) -> list[str]:
    told = []
    for name, wanted in manifest.files.items():
        try:
            with (media / name).open("rb") as file:
                found = archive.sha256_of(file)
        except OSError:
            found = ""
        if found != wanted:
            told.append(f"{name}: {'is not as in the archive' if found else 'is missing'}")
    return told
