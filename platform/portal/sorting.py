"""Sorting names as people do, whatever the collation of the database.

Embedded PostgreSQL sorts by bytes, so that "é" comes after "z"; columns to sort on hold this key instead.
"""

import unicodedata


def sort_key(text: str) -> str:
    """Return `text` folded for sorting: no accents, no capitals, no leading apostrophe (`'s-Gravenvoeren`)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().lstrip("'’ ")
