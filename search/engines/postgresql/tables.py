"""The tables of an engine: those of the site, or temporary ones of the same shape (evaluation)."""

from dataclasses import dataclass

from search.lexicon import Lexicon


@dataclass(frozen=True)
class Tables:
    """Names of our own, which may stand in a statement."""

    entries: str = "search_entry"
    values: str = "search_facetvalue"
    lexemes: str = "search_lexemecount"

    @property
    def lexicon(self) -> Lexicon:
        """The counts of these entries."""
        return Lexicon(self.entries, self.lexemes)


SITE = Tables()
