"""One question, its first results: for checks, previews and commands, which draw no page."""

from search.editors.synonyms import SynonymRule
from search.engines import engine
from search.engines.protocol import Request
from search.query.planning import plan

Found = tuple[str, str, str]
"""Kind, key and title of a result."""


def find(q: str, limit: int, rules: tuple[SynonymRule, ...] | None = None) -> list[Found]:
    """Return the first `limit` results of a question; with `rules` instead of the synonyms of the site."""
    hits = engine.search(Request(plan=plan(q, rules=rules), limit=limit, with_counts=False)).hits
    return [(hit.kind, hit.object_id, hit.card.title) for hit in hits]
