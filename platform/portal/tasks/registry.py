"""Which periodic jobs the site has: each app registers its own in `AppConfig.ready()`.

    register(
        name="purge-task-results",
        title=_("Oude taken opruimen"),
        schedule=Daily(at=time(3, 30)),
        run=purge.purge_finished_tasks,
    )

A job is a function from the moment for which it runs to one sentence that says what it did. It opens its own
transactions and may be cut off between two of them: it must be able to start again.

What must go on all the time, and may not wait for a long task, is a service: it runs beside the tasks, in a thread
with a database connection of its own.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from django.utils.functional import Promise

from portal.tasks.schedules import Schedule


@dataclass(frozen=True)
class Job:
    """A periodic job as its app wrote it."""

    name: str
    title: str | Promise
    """What it does, in words for an administrator."""
    schedule: Schedule
    run: Callable[[datetime.datetime], str]


_jobs: dict[str, Job] = {}


def register(*, name: str, title: str | Promise, schedule: Schedule, run: Callable[[datetime.datetime], str]) -> None:
    """Register a periodic job; a second one under the same name replaces the first."""
    _jobs[name] = Job(name, title, schedule, run)


def jobs() -> list[Job]:
    """Return all jobs by name."""
    return [_jobs[name] for name in sorted(_jobs)]


def job_named(name: str) -> Job | None:
    """Return the job of that name, or None when no app has it any more."""
    return _jobs.get(name)


Service = Callable[[Event], None]
"""Works until the event is set, and then ends within some seconds; it outlives a database that restarts."""
_services: dict[str, Service] = {}


def register_service(*, name: str, run: Service) -> None:
    """Register what each worker process does all the time."""
    _services[name] = run


def services() -> dict[str, Service]:
    """Return all services by name."""
    return dict(_services)
