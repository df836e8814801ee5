"""Run the worker process of the site."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.tasks.worker import SiteWorker


class Command(BaseCommand):
    """Runs queued tasks and due periodic jobs until SIGTERM or SIGINT."""

    help = "Run queued tasks and the periodic jobs that are due, until SIGTERM or SIGINT."

    def handle(self, *args: Any, **options: Any) -> None:
        """Work."""
        worker = SiteWorker()
        worker.configure_signals()
        worker.run()
