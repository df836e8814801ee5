"""Whether the site can serve: the database answers, and is at the version of the code."""

from dataclasses import dataclass

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from portal.tasks.models import Worker


@dataclass(frozen=True)
class Readiness:
    """Whether the site is ready, and in plain language why not."""

    is_ready: bool
    reason: str
    worker: str
    """Whether a worker runs: for information, since pages are served without one."""


def readiness() -> Readiness:
    """Ask the database."""
    try:
        executor = MigrationExecutor(connection)
        if waiting := executor.migration_plan(executor.loader.graph.leaf_nodes()):
            told = f"{len(waiting)} database migrations are not applied: run manage.py migrate."
            return Readiness(is_ready=False, reason=told, worker="unknown")
        worker = "seen in the last minute" if Worker.objects.alive().exists() else "not seen in the last minute"
        return Readiness(is_ready=True, reason="", worker=worker)
    except DatabaseError:
        return Readiness(is_ready=False, reason="The database does not answer.", worker="unknown")
