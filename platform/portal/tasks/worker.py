"""The worker process of the site: tasks from the queue, and each minute the periodic jobs that are due."""

import logging
import os
import socket
import threading
import time
from typing import Any

from django.db import Error, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker
from django_tasks_db.models import DBTaskResult

from portal.tasks.models import Worker
from portal.tasks.periodic import run_due_jobs
from portal.tasks.registry import Service, services

logger = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 10
SECONDS_BETWEEN_JOBS = 30
SECONDS_TO_END = 35
"""For a service that is told to stop: longer than any request that it may have under way."""


class SiteWorker(QueueWorker):
    """A worker of django-tasks that also runs periodic jobs, says that it lives, and survives a restarted database.

    Signals, and the running of one task, are those of django-tasks: the first SIGTERM or SIGINT lets the current task
    or job finish (at once when there is none), the second cuts it off.
    """

    def __init__(self, *, interval: float = 1.0) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=_new_name(),
            excluded_queue_names=[],
        )
        self._jobs_checked_at = float("-inf")
        self._stopped = threading.Event()

    def run(self) -> None:
        """Work until a signal ends it."""
        heartbeat = threading.Thread(target=self._say_that_it_lives, name="heartbeat", daemon=True)
        beside = [
            threading.Thread(target=self._serve, args=(name, run), name=name, daemon=True)
            for name, run in services().items()
        ]
        Worker.objects.create(pk=self.worker_id)
        for thread in (heartbeat, *beside):
            thread.start()
        logger.info("Worker %s started", self.worker_id)
        try:
            while self.running:
                if not self._work_once():
                    time.sleep(self.interval)
        finally:
            self._stopped.set()
            until = time.monotonic() + SECONDS_TO_END
            for thread in beside:
                thread.join(max(0.0, until - time.monotonic()))
            self._sign_off()

    def _work_once(self) -> bool:
        """Run what is due; return whether there may be more at once."""
        close_old_connections()
        row = None
        try:
            self._run_jobs()
            row = self._claim() if self.running else None
            if row is not None:
                self.run_task(row)
        except Error:
            logger.exception("The database did not answer; the worker tries again")
            connection.close()
            if row is not None:
                # What became of the task could not be written. Under another name than that which has it in hand, so
                # that the reaper takes it back from one that is not seen any more.
                self.worker_id = _new_name()
            return False
        return row is not None

    def _claim(self) -> DBTaskResult[Any, Any] | None:
        with transaction.atomic():
            row = DBTaskResult.objects.ready().filter(backend_name=self.backend_name).get_locked()
            if row is not None:
                row.claim(self.worker_id)
        return row

    def _run_jobs(self) -> None:
        if time.monotonic() - self._jobs_checked_at < SECONDS_BETWEEN_JOBS:
            return
        self.running_task = True  # a signal waits for the job, as it waits for a task
        try:
            run_due_jobs(at=timezone.now())
        finally:
            self.running_task = False
        self._jobs_checked_at = time.monotonic()

    def _serve(self, name: str, run: Service) -> None:
        """Let a service work; one that fails is started again, and stops nothing else."""
        while not self._stopped.is_set():
            try:
                run(self._stopped)
            except Exception:
                logger.exception("Service %s failed; it starts again", name)
                connection.close()
                self._stopped.wait(HEARTBEAT_SECONDS)
        connection.close()

    def _say_that_it_lives(self) -> None:
        """Keep the row of this worker fresh, on a connection of its own, until it stops."""
        while not self._stopped.wait(HEARTBEAT_SECONDS):
            try:
                Worker.objects.update_or_create(pk=self.worker_id, defaults={"seen_at": timezone.now()})
            except Error:
                logger.warning("Worker %s could not say that it lives", self.worker_id)
                connection.close()
        connection.close()

    def _sign_off(self) -> None:
        try:
            Worker.objects.filter(pk=self.worker_id).delete()
        except Error:
            logger.warning("Worker %s could not sign off; the next one finds out", self.worker_id)
        logger.info("Worker %s stopped", self.worker_id)


def _new_name() -> str:
    return f"{socket.gethostname()[:32]}-{os.getpid()}-{get_random_string(8)}"
