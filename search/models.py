"""Models of search; each lives in the module of its subject."""

from search.editors.overrides import WordOverride
from search.editors.synonyms import Synonym
from search.entries import Entry, FacetValue
from search.lexicon import LexemeCount

__all__ = ["Entry", "FacetValue", "LexemeCount", "Synonym", "WordOverride"]
