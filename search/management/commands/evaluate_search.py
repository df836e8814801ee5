"""manage.py evaluate_search: how good search is, on our own judged queries or on a collection in the layout of BEIR."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate

from search.evaluation.collections import Collection, CollectionError, read_collection
from search.evaluation.evaluations import Evaluation, evaluate
from search.evaluation.rankers import ENGINES, NAMES, ranker
from search.evaluation.report import table, write_per_query
from search.evaluation.runs import FINAL, TUNING, make_run, save_run
from search.evaluation.site import HALVES, own_collection, strangers


class Command(BaseCommand):
    """Measures nDCG@10, recall@50 and the share of empty answers.

    Without --collection it asks the judged queries of this site, which must hold the starter content and nothing else.
    A collection goes into a scratch area and never among the entries of the site.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is evaluated, on what, and how it is told."""
        parser.add_argument("--engine", action="append", choices=NAMES, help="one or more; without it all of them")
        parser.add_argument(
            "--collection", type=Path, metavar="DIR", help="corpus.jsonl, queries.jsonl, qrels/test.tsv"
        )
        parser.add_argument("--half", choices=HALVES, default="tuning", help="of our own judged queries")
        parser.add_argument("--json", action="store_true", help="one line of JSON for each engine")
        parser.add_argument("--per-query", type=Path, metavar="FILE", help="write a line for each query, between tabs")
        parser.add_argument("--save", action="store_true", help="write the run that the tests compare with")
        parser.add_argument("--final-once", action="store_true", help="ask the final half, and write its run: once")

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate, and tell."""
        _refuse(options)
        keeps_run = options["save"] or options["final_once"]
        if keeps_run and (number := strangers()):
            raise CommandError(f"A run is kept on the starter content alone; {number} entries are something else.")
        names = NAMES if keeps_run or not options["engine"] else tuple(dict.fromkeys(options["engine"]))
        try:
            collection = _collection(options)
            evaluations = [self._evaluate(name, collection, on_site=not options["collection"]) for name in names]
        except CollectionError as fault:
            raise CommandError(str(fault)) from None
        if options["json"]:
            for evaluation in evaluations:
                self.stdout.write(json.dumps(evaluation.figures))
        else:
            self.stdout.write("\n".join(table(collection.name, evaluations)))
        if options["per_query"]:
            write_per_query(options["per_query"], evaluations)
        if keeps_run:
            path = FINAL if options["final_once"] else TUNING
            save_run(make_run(options["half"], localdate().isoformat(), next(iter(ENGINES)), evaluations), path)
            self.stderr.write(f"written: {path}")

    def _evaluate(self, name: str, collection: Collection, *, on_site: bool) -> Evaluation:
        return evaluate(ranker(name, on_site=on_site), collection, self.stderr.write)


def _collection(options: dict[str, Any]) -> Collection:
    if options["collection"]:
        return read_collection(options["collection"])
    return own_collection(options["half"])


def _refuse(options: dict[str, Any]) -> None:
    """Refuse what would spoil the final half, or write a run of something else."""
    if options["collection"] and (options["save"] or options["final_once"]):
        raise CommandError("A run is kept of our own judged queries only: leave --collection out.")
    is_final = options["half"] == "final"
    if is_final and not options["final_once"]:
        raise CommandError("The final half is asked once, by make evaluate-final; tune on --half tuning.")
    if options["final_once"] and not is_final:
        raise CommandError("--final-once goes with --half final.")
    if is_final and options["per_query"]:
        raise CommandError("Of the final half no figures of queries are kept: looking at them would use it up.")
    if is_final and FINAL.exists():
        raise CommandError(f"The final half was measured already: {FINAL}.")
    if is_final and options["save"]:
        raise CommandError("--save keeps a run of the tuning half.")
