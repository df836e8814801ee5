"""What an administrator sees of the background work: periodic jobs, and tasks that failed for good."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from portal.tasks.models import PeriodicJob
from portal.tasks.registry import job_named


class AdministratorsReport(ReportView):
    """A report for administrators only."""

    index_url_name: ClassVar[str]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse whoever is not an administrator."""
        if not request.user.is_superuser:
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @classmethod
    def address(cls) -> str:
        """Return where the report stands."""
        return reverse(cls.index_url_name)


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else ""


def _title(row: PeriodicJob) -> str:
    job = job_named(row.name)
    return str(job.title) if job else row.name


def _schedule(row: PeriodicJob) -> str:
    job = job_named(row.name)
    return str(job.schedule) if job else ""


def _seconds(row: PeriodicJob) -> str:
    return "" if row.duration is None else f"{row.duration.total_seconds():.1f}\u00a0s".replace(".", ",")


def _next_run(row: PeriodicJob) -> str:
    """A moment to come; Wagtail's own column counts back from now only."""
    return date_format(timezone.localtime(row.next_run), "D j F, H.i")


def _outcome(row: PeriodicJob) -> str:
    return str(_("Mislukt: %(error)s") % {"error": _last_line(row.error)}) if row.error else row.result


class PeriodicJobsReport(AdministratorsReport):
    """Each periodic job: when it ran, how that went, when it runs next."""

    page_title = _("Periodieke taken")
    header_icon = "time"
    index_url_name = "periodic_jobs"
    index_results_url_name = "periodic_jobs_results"
    model = PeriodicJob
    verbose_name_plural = _("periodieke taken")
    default_ordering = "name"
    columns: ClassVar[list[Column]] = [
        Column("title", label=_("Taak"), accessor=_title),
        Column("schedule", label=_("Wanneer"), accessor=_schedule),
        DateColumn("last_run", label=_("Laatste keer"), sort_key="last_run"),
        Column("duration", label=_("Duur"), accessor=_seconds),
        Column("outcome", label=_("Resultaat"), accessor=_outcome),
        Column("next_run", label=_("Volgende keer"), accessor=_next_run, sort_key="next_run"),
    ]

    def get_base_queryset(self) -> QuerySet[PeriodicJob]:
        """Take all jobs."""
        return PeriodicJob.objects.all()


class FailedTasksReport(AdministratorsReport):
    """Tasks that failed for good, the latest first."""

    page_title = _("Mislukte taken")
    header_icon = "warning"
    index_url_name = "failed_tasks"
    index_results_url_name = "failed_tasks_results"
    model = DBTaskResult
    verbose_name_plural = _("mislukte taken")
    default_ordering = "-finished_at"
    columns: ClassVar[list[Column]] = [
        Column("task", label=_("Taak"), accessor=lambda row: row.task_path.rsplit(".", 1)[-1]),
        DateColumn("enqueued_at", label=_("Gevraagd"), sort_key="enqueued_at"),
        DateColumn("finished_at", label=_("Mislukt"), sort_key="finished_at"),
        Column("attempts", label=_("Pogingen"), accessor=lambda row: len(row.worker_ids)),
        Column("error", label=_("Fout"), accessor=lambda row: _last_line(row.traceback)),
    ]

    def get_base_queryset(self) -> QuerySet[DBTaskResult[Any, Any]]:
        """Take those that failed."""
        return DBTaskResult.objects.failed()
