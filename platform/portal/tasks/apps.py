"""App configuration of portal.tasks."""

import datetime

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    """Background work: periodic jobs, retry and reaper over the database queue of django-tasks."""

    name = "portal.tasks"
    label = "tasks"
    verbose_name = _("Taken")

    def ready(self) -> None:
        """Register the layer's own jobs, and listen to tasks that fail."""
        # These need the models, which are not loaded when this module is.
        from django_tasks_db.compat import task_finished  # noqa: PLC0415

        from portal.tasks import housekeeping, retry  # noqa: PLC0415
        from portal.tasks.registry import register  # noqa: PLC0415
        from portal.tasks.schedules import Daily, Every  # noqa: PLC0415

        task_finished.connect(retry.try_again_later, dispatch_uid="portal.tasks.retry")
        register(
            name="reap-tasks",
            title=_("Taken van een gestopt werkproces terugnemen"),
            schedule=Every(minutes=1),
            run=housekeeping.reap,
        )
        register(
            name="purge-tasks",
            title=_("Oude taken opruimen"),
            schedule=Daily(at=datetime.time(3, 30)),
            run=housekeeping.purge_finished_tasks,
        )
