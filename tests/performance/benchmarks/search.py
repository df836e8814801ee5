"""`make bench-search`: how fast search is on many entries, beside stock PostgreSQL on the same documents.

Fills a database of its own with the starter content and generated entries, asks a few hundred questions of the corpus's
own words, of our engine and of stock search in turn (searching.py), and prints for the whole call (words, total, first
ten, excerpts, counts of all facets) p50, p95 and the longest; then indexing, suggestions, and the memory of web server
and worker after 1,000 searches. Milliseconds are those of this machine; the ratio to stock holds on others.
"""

import argparse
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import quote_plus

from search.generation.language import Language
from tests.performance.benchmarks.pages import database_server, memory
from tests.servers import ROOT, our_site, run

SEED = 7
INSIDE = (
    "import sys, django; django.setup()\n"
    "from tests.performance.benchmarks.searching import measure; measure(int(sys.argv[1]))"
)


def main() -> None:
    """Make a site with many entries, and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, nargs="*", default=[10_000], help="generated entries, per table")
    parser.add_argument("--without-memory", action="store_true", help="leave out what a web server and worker take")
    options = parser.parse_args()
    server = database_server()
    for number in options.entries:
        with our_site(server, generated=0) as (_site, variables):
            run([sys.executable, "manage.py", "generate_entries", str(number)], folder=ROOT, variables=variables)
            command = [sys.executable, "-c", INSIDE, str(number)]
            if subprocess.run(command, cwd=ROOT, env={**os.environ, **variables}, check=False).returncode:
                raise SystemExit("The measuring broke off; its reason stands above.")
            if not options.without_memory:
                memory(list(searches()), variables)


def searches() -> Iterator[str]:
    """Yield the addresses of a thousand searches, no two alike, so that no cache answers."""
    dice, language = random.Random(SEED), Language(1)
    for number in range(1000):
        words = [language.subject_word(dice), *([language.compound(dice)] if number % 3 == 0 else [])]
        yield f"/zoeken/?q={quote_plus(' '.join(words))}"


if __name__ == "__main__":
    main()
