"""manage.py generate_entries 10000: entries of nothing, labelled as examples, to measure search with many."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.engines import engine
from search.engines.protocol import EngineAwayError
from search.generation.entries import World, generate, read_world, remove

STEP = 20_000
"""Documents between two messages."""


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
        parser.add_argument("--words", type=int, default=0, help="of a text on average; without it 120")
        parser.add_argument("--straight", action="store_true", help="into the index of Elasticsearch, without entries")
        parser.add_argument("--processes", type=int, default=0, help="that write straight; without it one per core")
        parser.add_argument("--remove", action="store_true", help="remove all that were generated")
        parser.add_argument("--yes", action="store_true", help="also on a site that people use")

    def handle(self, *args: Any, **options: Any) -> None:
        """Generate or remove, and say how many and how fast."""
        if options["remove"]:
            self.stdout.write(f"generated entries: {remove()} removed")
            self._remove_straight()
            return
        if options["number"] < 1:
            raise CommandError("Say how many entries there should be: manage.py generate_entries 10000.")
        if not (settings.EXAMPLE_ACCOUNTS or options["yes"]):
            raise CommandError("People use this site, and generated entries lead nowhere. Add --yes if you mean it.")
        if options["straight"] and settings.SEARCH_ENGINE != "elasticsearch":
            raise CommandError("Straight goes into an index: set SEARCH_ENGINE=elasticsearch and ELASTICSEARCH_URL.")
        world = read_world(options["seed"], options["words"])
        if not world.facets["thema"].values:
            raise CommandError("There are no themes yet: run manage.py load_reference first.")
        began = time.monotonic()
        if options["straight"]:
            self._straight(options["number"], world, options["processes"])
        else:
            for written in generate(range(1, options["number"] + 1), world):
                if written % 10_000 == 0:
                    self.stderr.write(f"generated entries: {written:,}")
            engine.rebuild()
        speed = options["number"] / (time.monotonic() - began)
        self.stdout.write(f"generated entries: {options['number']} written, {speed:.0f} a second")

    def _straight(self, number: int, world: World, processes: int) -> None:
        # The client is an extra, which a site on PostgreSQL does not need.
        from search.engines.elastic.connection import cluster_of_settings  # noqa: PLC0415
        from search.engines.elastic.indices import UnderWayError  # noqa: PLC0415
        from search.generation import straight  # noqa: PLC0415

        began = time.monotonic()

        def tell(done: int, total: int) -> None:
            if done // STEP > (done - straight.BATCH) // STEP:
                speed = done / (time.monotonic() - began)
                self.stderr.write(f"generated documents: {done:,} of {total:,}, {speed:,.0f} a second")

        try:
            straight.generate(cluster_of_settings(), number, world, processes=processes, tell=tell)
        except (EngineAwayError, UnderWayError) as error:
            raise CommandError(f"The index is not made: {error}") from error

    def _remove_straight(self) -> None:
        if settings.SEARCH_ENGINE != "elasticsearch":
            return
        from search.engines.elastic.connection import cluster_of_settings  # noqa: PLC0415
        from search.generation import straight  # noqa: PLC0415

        straight.remove(cluster_of_settings())
        self.stdout.write("generated documents: removed, the index is made anew from the entries")
