"""A few numbers about the background work, in the text format that Prometheus reads.

https://prometheus.io/docs/instrumenting/exposition_formats/: gauges without labels, so no library is needed.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.tasks.models import PeriodicJob, Worker


@dataclass(frozen=True)
class Gauge:
    """One number and what it means."""

    name: str
    meaning: str
    value: float

    def __str__(self) -> str:
        return f"# HELP {self.name} {self.meaning}\n# TYPE {self.name} gauge\n{self.name} {self.value:g}\n"


def gauges() -> Iterator[Gauge]:
    """Measure now."""
    now = timezone.now()
    ready = DBTaskResult.objects.ready()
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    jobs = PeriodicJob.objects
    yield Gauge("samenwijs_tasks_ready", "Tasks that a worker may take now.", ready.count())
    yield Gauge(
        "samenwijs_tasks_oldest_ready_seconds",
        "Age of the oldest task that may be taken.",
        (now - oldest).total_seconds() if oldest else 0,
    )
    yield Gauge("samenwijs_tasks_running", "Tasks that a worker has in hand.", DBTaskResult.objects.running().count())
    yield Gauge("samenwijs_tasks_failed", "Tasks that failed for good.", DBTaskResult.objects.failed().count())
    yield Gauge("samenwijs_periodic_jobs_overdue", "Jobs ten minutes late.", jobs.overdue(now).count())
    yield Gauge("samenwijs_periodic_jobs_failing", "Jobs whose last run failed.", jobs.exclude(error="").count())
    yield Gauge("samenwijs_workers_alive", "Workers seen in the last minute.", Worker.objects.alive().count())
