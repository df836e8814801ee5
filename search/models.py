"""Models of search; each lives in the module of its subject."""

from search.editors.overrides import WordOverride
from search.editors.synonyms import Synonym
from search.entries import Entry, FacetValue
from search.lexicon import LexemeCount
from search.names import EntryName

__all__ = ["Entry", "EntryName", "FacetValue", "LexemeCount", "Synonym", "WordOverride"]
