"""Run the periodic jobs that are due."""

import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from portal.tasks.periodic import run_due_jobs


class Command(BaseCommand):
    """Runs what is due now, or at the moment that the operator names; the worker does the same each minute."""

    help = "Run the periodic jobs that are due now, or that would be due at --at. For tests and for an operator's cron."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the moment."""
        parser.add_argument("--at", type=_moment, help="A date or a moment (2027-03-01, 2027-03-01T04:00).")

    def handle(self, *args: Any, at: datetime.datetime | None = None, **options: Any) -> None:
        """Run, say what each job did, and fail when one failed."""
        rows = run_due_jobs(at=at or timezone.now())
        for row in rows:
            last_line = row.error.strip().splitlines()[-1] if row.error else ""
            self.stdout.write(f"{row.name}: {f'failed: {last_line}' if row.error else row.result}")
        if not rows:
            self.stdout.write("Nothing is due.")
        if failed := [row.name for row in rows if row.error]:
            raise CommandError(f"Failed: {', '.join(failed)}.")


def _moment(text: str) -> datetime.datetime:
    """Read a date (its first second) or a moment; without a zone it is the site's."""
    try:
        day = parse_date(text) if len(text) <= 10 else None
        moment = datetime.datetime.combine(day, datetime.time()) if day else parse_datetime(text)
    except ValueError as error:
        raise CommandError(f"{text} is no date: {error}.") from error
    if moment is None:
        raise CommandError(f"{text} is no date; write 2027-03-01 or 2027-03-01T04:00.")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
