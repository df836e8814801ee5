"""manage.py generate_entries 10000: entries of nothing, labelled as examples, to measure search with many."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search import generation
from search.engines import engine


class Command(BaseCommand):
    """Generates entries without items behind them, or removes them.

    They lead nowhere and stand among the results as examples, so it refuses on a site that people use. The nightly
    comparison of entries and items removes them too.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the number of entries, or that they must go."""
        parser.add_argument("number", type=int, nargs="?", default=0, help="how many there should be")
        parser.add_argument("--seed", type=int, default=1, help="another seed, other words and values")
        parser.add_argument("--remove", action="store_true", help="remove all that were generated")
        parser.add_argument("--yes", action="store_true", help="also on a site that people use")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate or remove, and say how many and how fast."""
        if options["remove"]:
            self.stdout.write(f"generated entries: {generation.remove()} removed")
            return
        if options["number"] < 1:
            raise CommandError("Say how many entries there should be: manage.py generate_entries 10000.")
        if not (settings.EXAMPLE_ACCOUNTS or options["yes"]):
            raise CommandError("People use this site, and generated entries lead nowhere. Add --yes if you mean it.")
        world = generation.read_world(options["seed"])
        if not world.facets["thema"].values:
            raise CommandError("There are no themes yet: run manage.py load_reference first.")
        began = time.monotonic()
        for written in generation.generate(range(1, options["number"] + 1), world):
            if written % 10_000 == 0:
                self.stderr.write(f"generated entries: {written:,}")
        engine.rebuild()
        speed = options["number"] / (time.monotonic() - began)
        self.stdout.write(f"generated entries: {options['number']} written, {speed:.0f} a second")
