"""Load the starter content: real practices, guidelines, offers, events, networks and organisations."""

from typing import Any

from portal.management.loading_command import LoadingCommand


class Command(LoadingCommand):
    """`manage.py load_starter`: idempotent, keyed on the id of each item, never overwrites what somebody edited."""

    help = __doc__
    purpose = "starter"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        self.load()
