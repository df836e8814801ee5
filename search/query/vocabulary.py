"""The words of today: the analyser with the lists of editors, and the synonyms that they keep."""

from search.analysis import Analyser
from search.editors.kept import Kept
from search.editors.overrides import WordOverride, lexicon_with
from search.editors.synonyms import synonym_rules as current_rules

__all__ = ["current_analyser", "current_rules"]


def _analyser() -> Analyser:
    return Analyser(lexicon_with(list(WordOverride.objects.all())))


current_analyser = Kept(_analyser, lambda: WordOverride)
"""Return the analyser with the shipped lists and those of editors: the same one as long as no list changed."""
