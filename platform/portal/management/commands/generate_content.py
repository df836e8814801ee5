"""Generate content to try and to measure the site with: credible, in Dutch, marked as an example, removable."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal import slots


class Command(BaseCommand):
    """`manage.py generate_content --practices 2000`, `--remove`: each app registers a generator (portal.slots).

    A generator takes the number that there should be, or `remove=True`, and returns what it did in words. Loaders
    registered for `generated` run afterwards, for what must know of the new content.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a number for each generator."""
        for generator in slots.loaders("generate"):
            parser.add_argument(
                f"--{generator.name}", type=int, default=0, metavar="N", help="how many there should be"
            )
        parser.add_argument("--remove", action="store_true", help="remove everything that was generated")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate or remove."""
        for generator in slots.loaders("generate"):
            self.stdout.write(generator.run(options[generator.name], remove=options["remove"]))
        for step in slots.loaders("generated"):
            self.stdout.write(str(step.run()))
