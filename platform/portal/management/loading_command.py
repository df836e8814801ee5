"""What the loading commands share: run the registered loaders in one transaction, and report."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError, transaction

from portal import slots
from portal.loading import DataFault


class LoadingCommand(BaseCommand):
    """Runs every loader that apps registered for `purpose`, in order; a fault in one changes nothing at all."""

    purpose = ""

    def load(self) -> None:
        """Load all, print one line per loader; raise `CommandError` with file, row, column and rule at a fault."""
        try:
            with transaction.atomic():
                for loader in slots.loaders(self.purpose):
                    reports = loader.run()
                    for report in reports if isinstance(reports, list) else [reports]:
                        self.stdout.write(str(report))
        except (DataFault, ValidationError, IntegrityError) as fault:
            raise CommandError(f"Nothing was loaded. {fault}") from fault
