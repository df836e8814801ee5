"""The last step of loading content: what loaders wrote without telling reaches the entries too."""

from portal.loading import Report
from search import indexing
from search.engines import engine


def load_entries() -> Report:
    """Reconcile the entries with what is public now."""
    found = indexing.reconcile_entries()
    engine.rebuild()
    return Report(
        "search entries", created=len(found.new), updated=len(found.changed) + len(found.removed), unchanged=found.same
    )
