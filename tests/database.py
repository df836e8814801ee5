"""The tables of a run are copied from a template, because making them takes longer than most runs of a few tests.

The template is a database that every migration was applied to and that nobody wrote to since. It is made when it is not
there, and anew when a migration is another one; databases of tests are copies (`CREATE DATABASE … TEMPLATE`).
"""

import hashlib
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection
from psycopg import sql

from portal.pages import constraints

LOCK = 7_315_100
"""Key of the advisory lock under which a template is made."""
DIGITS, UNFINISHED = 12, "unfinished"


def ensure_template() -> str:
    """Return the name of the template of these migrations, made where it is not there yet."""
    family = f"template_{settings.DATABASES['default']['NAME']}_"
    name = f"{family}{_fingerprint()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        own = f"^{re.escape(family)}([0-9a-f]{{{DIGITS}}}|{UNFINISHED})$"
        cursor.execute("SELECT datname FROM pg_database WHERE datname ~ %s", [own])
        there = {found for (found,) in cursor.fetchall()}
        for old in there - {name}:  # of other migrations, or not finished
            cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old)))
        if name not in there:
            _make(unfinished := f"{family}{UNFINISHED}")
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            cursor.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def _fingerprint() -> str:
    """Return what changes with any migration of any app, and with what they run of ours."""
    folders = {Path(config.path) / "migrations" for config in apps.get_app_configs()}
    files = sorted(file for folder in folders for file in folder.glob("*.py"))
    all_of_them = [(str(file), file.read_text(encoding="utf-8")) for file in [*files, Path(constraints.__file__)]]
    return hashlib.sha256(repr(all_of_them).encode()).hexdigest()[:DIGITS]


def _make(name: str) -> None:
    """Let Django make a database of tests with this name, and go back to the one that is configured."""
    configured, test = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    connection.settings_dict["TEST"] = {**test, "NAME": name, "TEMPLATE": None}
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        connection.settings_dict["TEST"] = test
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = configured
