"""The words of today: the analyser with the lists of editors, and the synonyms that they keep."""

from search.analysis import Analyser
from search.editors.kept import Kept, together
from search.editors.overrides import WordOverride, lexicon_with
from search.editors.synonyms import synonym_rules
from search.query.synonyms import RuleBook


def _analyser() -> Analyser:
    return Analyser(lexicon_with(list(WordOverride.objects.all())))


current_analyser = Kept(_analyser, lambda: WordOverride)
"""Return the analyser with the shipped lists and those of editors: the same one as long as no list changed."""


def words_of_today() -> tuple[Analyser, RuleBook]:
    """Return the analyser and the synonyms of today: the same ones as long as nothing changed, asked in one query."""
    global _book  # noqa: PLW0603  one book for this process
    analyser, rules = together(current_analyser, synonym_rules)
    if _book is None or _book[0] is not rules or _book[1].analyser is not analyser:
        _book = (rules, RuleBook(rules, analyser))
    return analyser, _book[1]


_book: tuple[object, RuleBook] | None = None
