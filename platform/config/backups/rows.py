"""What stands in the tables, as numbers that can be compared: how many rows, and one checksum over all of them."""

import hashlib
from dataclasses import dataclass

from django.db import connection
from psycopg import sql

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
ROWS = 'COPY (SELECT md5(r::text) FROM {table} r ORDER BY md5(r::text) COLLATE "C") TO STDOUT'
"""Each row as text, hashed; ordered by that, so that neither the order on disk nor the order of letters counts."""


@dataclass(frozen=True)
class Rows:
    """The rows of one table."""

    number: int
    checksum: str


def tables() -> list[str]:
    """Return the names of all tables of the site."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall()]


def all_rows() -> dict[str, Rows]:
    """Return what each table holds now; within one transaction that is one moment."""
    return {table: _rows_of(table) for table in tables()}


def _rows_of(table: str) -> Rows:
    number, checksum = 0, hashlib.sha256()
    with connection.cursor() as cursor, cursor.copy(sql.SQL(ROWS).format(table=sql.Identifier(table))) as copy:
        for block in copy:
            checksum.update(block)
            number += bytes(block).count(b"\n")
    return Rows(number, checksum.hexdigest())


def differences(wanted: dict[str, Rows], found: dict[str, Rows]) -> list[str]:
    """Return a sentence for each table that is not as it was."""
    told = []
    for table in sorted(wanted.keys() | found.keys()):
        before, after = wanted.get(table), found.get(table)
        if before is None or after is None:
            told.append(f"{table}: {'is missing' if after is None else 'was not in the archive'}")
        elif before.number != after.number:
            told.append(f"{table}: {after.number} rows, and {before.number} in the archive")
        elif before != after:
            told.append(f"{table}: {after.number} rows, of which at least one is not as in the archive")
    return told
