"""What the task layer remembers beside the queue: the state of each periodic job, and which workers are alive."""

import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

WORKER_IS_GONE_AFTER = datetime.timedelta(seconds=60)
"""A worker says that it lives every ten seconds; after six silences it is taken for dead."""


class PeriodicJobQuerySet(models.QuerySet["PeriodicJob"]):
    """Periodic jobs."""

    def due(self, at: datetime.datetime) -> Self:
        """Jobs that should run at that moment, the longest waiting first."""
        return self.filter(next_run__lte=at).order_by("next_run", "name")

    def overdue(self, at: datetime.datetime) -> Self:
        """Jobs that should have run ten minutes ago: no worker runs, or one is stuck."""
        return self.filter(next_run__lt=at - datetime.timedelta(minutes=10))


class PeriodicJob(models.Model):
    """The state of one registered job (portal.tasks.registry): when it ran, how that went, when it runs next."""

    name = models.SlugField(_("naam"), max_length=60, unique=True)
    next_run = models.DateTimeField(_("volgende keer"), db_index=True)
    last_run = models.DateTimeField(_("laatste keer"), null=True, blank=True)
    duration = models.DurationField(_("duur"), null=True, blank=True)
    result = models.TextField(_("resultaat"), blank=True)
    error = models.TextField(_("fout"), blank=True)

    objects = PeriodicJobQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodieke taak")
        verbose_name_plural = _("periodieke taken")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class WorkerQuerySet(models.QuerySet["Worker"]):
    """Workers."""

    def alive(self) -> Self:
        """Workers that were seen in the last minute."""
        return self.filter(seen_at__gte=timezone.now() - WORKER_IS_GONE_AFTER)


class Worker(models.Model):
    """A worker process: it updates `seen_at` while it lives, and takes its row along when it stops cleanly."""

    worker_id = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = WorkerQuerySet.as_manager()

    class Meta:
        verbose_name = _("werkproces")
        verbose_name_plural = _("werkprocessen")

    def __str__(self) -> str:
        return self.worker_id
