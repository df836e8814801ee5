"""Running the periodic jobs that are due."""

import datetime
import logging
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from portal.tasks.models import PeriodicJob
from portal.tasks.registry import Job, job_named, jobs

logger = logging.getLogger(__name__)

AFTER_FAILURE = datetime.timedelta(minutes=15)
"""A job that failed is tried again no later than this, also one that runs once a day."""
_LOCK_SPACE = 7_315_001
"""First key of our advisory locks, so that they meet nobody else's."""


def ensure_jobs(*, now: datetime.datetime) -> None:
    """Give each registered job its row; a new job is due at once, and one that no app has any more goes."""
    PeriodicJob.objects.bulk_create([PeriodicJob(name=job.name, next_run=now) for job in jobs()], ignore_conflicts=True)
    PeriodicJob.objects.exclude(name__in=[job.name for job in jobs()]).delete()


def run_due_jobs(*, at: datetime.datetime) -> list[PeriodicJob]:
    """Run every job that is due at that moment and return their rows as they are afterwards.

    A job that fails is recorded and logged; the others go on. Two runners at once never run one job twice.
    """
    ensure_jobs(now=at)
    ran = []
    for name in PeriodicJob.objects.due(at).values_list("name", flat=True):
        job = job_named(name)
        with _only_runner(name) as ours:
            row = PeriodicJob.objects.due(at).filter(name=name).first() if ours else None
            if job and row:
                _run(job, row, at)
                ran.append(row)
    return ran


def _run(job: Job, row: PeriodicJob, at: datetime.datetime) -> None:
    started = time.monotonic()
    try:
        row.result, row.error = job.run(at), ""
    except Exception:
        logger.exception("Periodic job %s failed", job.name)
        row.result, row.error = "", traceback.format_exc()
    row.last_run = at
    row.next_run = min(job.schedule.after(at), at + AFTER_FAILURE) if row.error else job.schedule.after(at)
    row.duration = datetime.timedelta(seconds=time.monotonic() - started)
    row.save()


@contextmanager
def _only_runner(name: str) -> Iterator[bool]:
    """Hold the job for this process, or yield False when another one has it.

    The lock belongs to the database session and ends with it, so that a killed runner leaves none behind. A row lock
    would need one transaction around the whole job, and jobs commit item by item.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, hashtext(%s))", [_LOCK_SPACE, name])
        row = cursor.fetchone()
        ours = bool(row and row[0])
    try:
        yield ours
    finally:
        if ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, hashtext(%s))", [_LOCK_SPACE, name])
