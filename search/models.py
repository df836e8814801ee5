"""Models of search; each lives in the module of its subject."""

from search.entries import Entry

__all__ = ["Entry"]
