"""Trying a task again after it failed, and giving back what a dead worker left.

django-tasks has neither. Every task of the site is idempotent (architecture decision 5), so each may be tried again;
`@retried(attempts=…)` above `@task()` gives one another number of attempts. How often a task was tried is how often a
worker claimed it, so no table of ours is needed.
"""

import datetime
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.compat import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from portal.tasks.models import Worker

logger = logging.getLogger(__name__)

DEFAULT_ATTEMPTS = 3
_attempts: dict[str, int] = {}


def retried(*, attempts: int) -> Callable[[Task[Any, Any]], Task[Any, Any]]:
    """Decorate a task: try it that many times in all before it counts as failed."""

    def remember(task: Task[Any, Any]) -> Task[Any, Any]:
        _attempts[task.module_path] = attempts
        return task

    return remember


def attempts_for(task_path: str) -> int:
    """Return how often a task is tried in all."""
    return _attempts.get(task_path, DEFAULT_ATTEMPTS)


def pause_before(attempt: int) -> datetime.timedelta:
    """Return how long to wait before attempt number `attempt` (2 is the first retry): 1, 5, 25 minutes and so on."""
    return datetime.timedelta(minutes=5 ** (attempt - 2))


def try_again_later(sender: Any, task_result: Any, **kwargs: Any) -> None:
    """Receiver of `task_finished`: put a failed task back in the queue while it has attempts left."""
    if task_result.status == TaskResultStatus.FAILED:
        row: DBTaskResult[Any, Any] = task_result.db_result
        if not _is_in_vain(row.exception_class_path):
            _requeue_or_fail(row, because=row.exception_class_path)


def reap_abandoned_tasks(*, at: datetime.datetime) -> int:
    """Take tasks from workers that are gone; return how many there were.

    Each goes back to the queue, or fails when it has no attempts left: a task that kills its worker must not do so
    for ever.
    """
    with transaction.atomic():
        Worker.objects.exclude(pk__in=Worker.objects.alive()).delete()
        alive = set(Worker.objects.values_list("pk", flat=True))
        running = DBTaskResult.objects.running().select_for_update(skip_locked=True)
        abandoned = [row for row in running if not row.worker_ids or row.worker_ids[-1] not in alive]
        for row in abandoned:
            _requeue_or_fail(row, because="worker is gone")
    return len(abandoned)


def _requeue_or_fail(row: DBTaskResult[Any, Any], *, because: str) -> None:
    attempt = len(row.worker_ids)
    if attempt < attempts_for(row.task_path):
        pause = pause_before(attempt + 1)
        row.status, row.finished_at, row.run_after = TaskResultStatus.READY, None, timezone.now() + pause
        logger.warning("Task %s failed in attempt %d (%s); again in %s", row.task_path, attempt, because, pause)
    else:
        row.status, row.finished_at = TaskResultStatus.FAILED, timezone.now()
        row.traceback = row.traceback or because
        logger.error("Task %s failed for good after %d attempts (%s)", row.task_path, attempt, because)
    row.save(update_fields=["status", "finished_at", "run_after", "traceback"])


def _is_in_vain(exception_path: str) -> bool:
    """Tell whether a failure will be the same next time: the object that the task was about was deleted."""
    try:
        exception = import_string(exception_path)
    except ImportError:
        return exception_path.endswith(".DoesNotExist")
    return isinstance(exception, type) and issubclass(exception, ObjectDoesNotExist)
