"""Load the vocabularies, programmes and municipalities from the data files of their apps."""

from typing import Any

from portal.management.loading_command import LoadingCommand


class Command(LoadingCommand):
    """`manage.py load_reference`: idempotent, reports differences, never overwrites what an administrator edited."""

    help = __doc__
    purpose = "reference"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        self.load()
