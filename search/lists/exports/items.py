"""The entries behind a file or a feed, and what of them is written in both."""

from collections.abc import Iterator, Sequence
from itertools import islice
from urllib.parse import urljoin

from portal.navigation.context import identity
from search.entries import Entry

BATCH = 250
"""Entries that are in memory at a time."""
READ = ("kind", "object_id", "title", "url", "summary", "facets", "starts", "published", "is_example", "card")
"""What is read of an entry: not its text, which may be thirty pages."""


def entries(keys: Sequence[tuple[str, str]]) -> Iterator[Entry]:
    """Yield the entries with these keys in this order, those that still exist, a batch at a time."""
    waiting = iter(keys)
    while batch := list(islice(waiting, BATCH)):
        # Also what has the kind of one and the key of another: a few, and cheaper than comparing pairs.
        rows = Entry.objects.filter(kind__in={kind for kind, _ in batch}, object_id__in=[key for _, key in batch])
        found = {(entry.kind, entry.object_id): entry for entry in rows.only(*READ)}
        yield from (found[key] for key in batch if key in found)


def absolute(address: str) -> str:
    """Return an address with the name of the site, for who reads it elsewhere."""
    return urljoin(f"{identity().base}/", address)
