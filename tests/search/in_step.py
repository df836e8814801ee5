"""What must be true at any moment: the entries are what is public, no more and no less."""

from django.db import transaction

from portal.searchable import searchables
from search import indexing
from search.entries import Entry


def what_differs() -> list[str]:
    """Return what is wrong with the entries, in words, and leave it so."""
    wrong = []
    for searchable in searchables():
        public = {str(pk) for pk in searchable.public().order_by().values_list("pk", flat=True)}
        entries = sorted(Entry.objects.filter(kind=searchable.kind).values_list("object_id", flat=True))
        if entries != sorted(public):
            wrong.append(f"{searchable.kind}: public are {sorted(public)}, entries are {entries}")
    with transaction.atomic():
        found = indexing.reconcile_entries()
        transaction.set_rollback(True)
    return [*wrong, *(f"to repair: {name}" for name in (*found.new, *found.changed, *found.removed))]
