"""manage.py analyse_text: one text a line in, one line of JSON a text out."""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from search.analysis import shared_analyser


class Command(BaseCommand):
    """Shows what the analyser makes of texts: reads one per line from standard input."""

    help = __doc__
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the form of the answer."""
        parser.add_argument("--json", action="store_true", help="one line of JSON per text")
        parser.add_argument("--question", action="store_true", help="as a question: question words find nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Analyse each line until there are no more."""
        analyser = shared_analyser()
        for raw in sys.stdin.buffer:
            text = raw.decode("utf-8", "replace").rstrip("\r\n")
            tokens = analyser.analyse(text, is_question=options["question"])
            if options["json"]:
                self.stdout.write(json.dumps({"text": text, "tokens": [asdict(t) for t in tokens]}, ensure_ascii=False))
            else:
                self.stdout.write(text)
                for token in tokens:
                    self.stdout.write(
                        f"  {token.position:3}  {token.exact}  {token.stem or '-'}  {' + '.join(token.parts)}"
                    )
