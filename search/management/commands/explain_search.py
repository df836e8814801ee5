"""Say why results stand where they stand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from search.explain import Explanation, ResultExplained, explain


class Command(BaseCommand):
    """`manage.py explain_search "taal oefenen"` explains the first results; `--item praktijk:12` that one."""

    help = "Says in Dutch why results stand where they stand: words, parts, weights and factors."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a question, and which results."""
        parser.add_argument("question")
        parser.add_argument("--limit", type=int, default=3, help="how many results are explained")
        parser.add_argument("--item", default="", help="only this one, found or not: kind:key, as praktijk:12")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the explanation."""
        kind, _colon, key = options["item"].partition(":")
        if options["item"] and not (kind and key):
            raise CommandError("--item takes kind:key, as praktijk:12")
        if options["limit"] < 1:
            raise CommandError("--limit takes a number from 1 on")
        item = (kind, key) if key else None
        explanation = explain(options["question"], options["limit"], item)
        self._print_words(explanation)
        if not explanation.results:
            self.stdout.write("Dit item is niet openbaar, of bestaat niet." if item else "Niets gevonden.")
        for result in explanation.results:
            self._print_result(result)

    def _print_words(self, explanation: Explanation) -> None:
        for word in explanation.words:
            note = f"  ({word.note})" if word.note else ""
            self.stdout.write(f"{word.word}: {', '.join(word.forms) or '–'}{note}")
        if explanation.rung:
            self.stdout.write(explanation.rung)

    def _print_result(self, result: ResultExplained) -> None:
        place = f"{result.rank}." if result.rank else "–"
        self.stdout.write(f"\n{place} {result.title} ({result.kind}) {result.url}")
        self.stdout.write(f"   {result.sentence}")
        for line in result.lines:
            name = f"{line.word}: {line.form}"
            self.stdout.write(f"   {line.contribution:9.4f}  {name}, in {line.field_name} (gewicht {line.weight:.2f})")
        for name, value in result.factors:
            self.stdout.write(f"   × {value:7.4f}  {name}")
        self.stdout.write(f"   = {result.score:7.4f}")
