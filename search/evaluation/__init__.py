"""How good search is, measured: judged queries, metrics, and other rankings beside ours (docs/search-relevance.md)."""
