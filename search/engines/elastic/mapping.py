"""What an index holds: only what the server itself has, so it runs on every distribution alike.

Words come finished from our analyser. `rank` is a sparse vector: per form of a word (`x_taal`, `s_taal`, `p_taal`, the
lexemes of PostgreSQL) the rank that PostgreSQL gives it in this document, so that a score is a sum of products and both
engines agree. `exact` and `stem` have the same forms as texts with their places, for words that follow each other.
"""

from typing import Any

FORMAT = 2
"""Of what an index holds: another number asks for another index."""
LONGEST_KEYWORD = 8_000
"""Signs, below the 32,766 bytes that Lucene takes: a longer value is not indexed, and the document is."""
DEEPEST_RESULT = 50_000

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "max_result_window": DEEPEST_RESULT,
    "refresh_interval": "1s",
    # Versions of what was deleted are kept so long: much longer than a request can be under way, so that a late one
    # never brings back what is gone.
    "gc_deletes": "1h",
    # Kept whole: without a part of it the server keeps another copy of everything, and writes a third slower.
    "mapping": {"exclude_source_vectors": False},
}


def _keyword(**more: Any) -> dict[str, Any]:
    return {"type": "keyword", "ignore_above": LONGEST_KEYWORD, **more}


PLACED = {"type": "text", "analyzer": "whitespace", "norms": False}
STORED: dict[str, Any] = {"type": "text", "index": False, "store": True}
"""What is only shown: kept beside the source too, because to give a part of that the server reads the whole of it."""
MOMENT = {"type": "date", "format": "epoch_millis"}

MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "kind": _keyword(),
        "object_id": _keyword(),
        "entry": {"type": "long"},
        "revision": {"type": "long"},
        "digest": _keyword(index=False),
        "rank": {"type": "sparse_vector"},
        "exact": PLACED,
        "stem": PLACED,
        "names": _keyword(doc_values=False),
        "whole": _keyword(doc_values=False),
        "word": _keyword(doc_values=False),
        "preference": {"type": "integer", "index": False},
        "sort_title": _keyword(index=False),
        "facets": _keyword(eager_global_ordinals=True),
        "published": {"type": "date", "format": "strict_date"},
        "starts": MOMENT,
        "day": {"type": "date", "format": "strict_date"},
        "over_after": MOMENT,
        "is_archived": {"type": "boolean"},
        "factor": {"type": "float", "index": False},
        "shown": STORED,
        "summary": STORED,
        "text": STORED,
    },
}
