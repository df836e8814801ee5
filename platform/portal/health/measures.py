"""The figures of `/metrics`, in the text format that Prometheus reads.

Three kinds: those of the background work, measured here; those that apps register; and what all processes counted.
"""

from collections.abc import Iterable, Iterator

from django.db.models import Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from prometheus_client import CollectorRegistry, Metric, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from portal.health import registry
from portal.health.processes import all_processes
from portal.tasks.models import PeriodicJob, Worker


class Measured(Collector):
    """What is measured when it is asked."""

    def collect(self) -> Iterable[Metric]:
        """Measure now."""
        yield from background_work()
        yield from registry.figures()


def exposition() -> bytes:
    """Return all figures as text."""
    asked = CollectorRegistry()
    asked.register(Measured())
    if counted := all_processes():
        asked.register(counted)
    return generate_latest(asked)


def background_work() -> Iterator[Metric]:
    """Measure tasks, periodic jobs and workers."""
    now = timezone.now()
    ready = DBTaskResult.objects.ready()
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    jobs = PeriodicJob.objects
    yield gauge("samenwijs_tasks_ready", "Tasks that a worker may take now.", ready.count())
    yield gauge(
        "samenwijs_tasks_oldest_ready_seconds",
        "Age of the oldest task that may be taken.",
        (now - oldest).total_seconds() if oldest else 0,
    )
    yield gauge("samenwijs_tasks_running", "Tasks that a worker has in hand.", DBTaskResult.objects.running().count())
    yield gauge("samenwijs_tasks_failed", "Tasks that failed for good.", DBTaskResult.objects.failed().count())
    yield gauge("samenwijs_periodic_jobs_overdue", "Jobs ten minutes late.", jobs.overdue(now).count())
    yield gauge("samenwijs_periodic_jobs_failing", "Jobs whose last run failed.", jobs.exclude(error="").count())
    yield gauge("samenwijs_workers_alive", "Workers seen in the last minute.", Worker.objects.alive().count())


def gauge(name: str, meaning: str, value: float) -> Metric:
    """Return one number and what it means."""
    return GaugeMetricFamily(name, meaning, value=value)
