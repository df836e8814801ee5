"""Models of search; each lives in the module of its subject."""

from search.editors.invariants import Invariant
from search.editors.log import SearchLog
from search.editors.overrides import WordOverride
from search.editors.promotions import Promotion
from search.editors.synonyms import Synonym
from search.entries import Entry, FacetValue
from search.lexicon import LexemeCount
from search.names import EntryName
from search.outbox import Outbox

__all__ = [
    "Entry",
    "EntryName",
    "FacetValue",
    "Invariant",
    "LexemeCount",
    "Outbox",
    "Promotion",
    "SearchLog",
    "Synonym",
    "WordOverride",
]
