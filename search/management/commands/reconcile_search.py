"""manage.py reconcile_search."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.searchable import Searchable
from search import indexing


class Command(BaseCommand):
    """Compares items, entries and index, repairs what differs and reports it."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say what was found."""
        report = indexing.reconcile(self.tell if self.stdout.isatty() else None)
        self.stdout.write(f"search entries: {report}")
        if options["verbosity"] > 1:
            for name in ("new", "changed", "removed", "repaired"):
                for item in getattr(report, name):
                    self.stdout.write(f"  {name}: {item}")

    def tell(self, searchable: Searchable, done: int, total: int) -> None:
        """Say how far it is, on a terminal."""
        self.stdout.write(f"{searchable.kind}: {done} of {total}")
