"""Wiring into Wagtail's admin: two reports, for administrators."""

from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import AdminOnlyMenuItem

from portal.tasks.reports import FailedTasksReport, PeriodicJobsReport


@hooks.register("register_admin_urls")
def report_addresses() -> list[URLPattern]:
    """Give the reports their addresses, each with its refreshing half."""
    return [
        path("rapporten/periodieke-taken/", PeriodicJobsReport.as_view(), name="periodic_jobs"),
        path(
            "rapporten/periodieke-taken/resultaten/",
            PeriodicJobsReport.as_view(results_only=True),
            name="periodic_jobs_results",
        ),
        path("rapporten/mislukte-taken/", FailedTasksReport.as_view(), name="failed_tasks"),
        path(
            "rapporten/mislukte-taken/resultaten/",
            FailedTasksReport.as_view(results_only=True),
            name="failed_tasks_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def periodic_jobs_menu_item() -> AdminOnlyMenuItem:
    """Lead to the periodic jobs."""
    view = PeriodicJobsReport
    return AdminOnlyMenuItem(_("Periodieke taken"), view.address(), name="periodic-jobs", icon_name="time", order=900)


@hooks.register("register_reports_menu_item")
def failed_tasks_menu_item() -> AdminOnlyMenuItem:
    """Lead to the failed tasks."""
    view = FailedTasksReport
    return AdminOnlyMenuItem(_("Mislukte taken"), view.address(), name="failed-tasks", icon_name="warning", order=910)
