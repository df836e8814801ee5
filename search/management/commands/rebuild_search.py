"""manage.py rebuild_search."""

from typing import Any

from django.core.management.base import BaseCommand

from search import indexing


class Command(BaseCommand):
    """Writes every entry anew from what is public."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Run, and say what was found."""
        report = indexing.rebuild()
        self.stdout.write(f"search entries: {report}")
        if options["verbosity"] > 1:
            for name in ("new", "changed", "removed"):
                for item in getattr(report, name):
                    self.stdout.write(f"  {name}: {item}")
