"""Sorting names as people do, whatever the collation of the database.

Embedded PostgreSQL sorts by bytes, so that "é" comes after "z"; columns to sort on hold this key instead.
"""

import unicodedata
from typing import Any

from django.db import models


def sort_key(text: str) -> str:
    """Return `text` folded for sorting: no accents, no capitals, no leading apostrophe (`'s-Gravenvoeren`)."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).casefold().lstrip("'’ ")


class SortKeyField(models.CharField):  # type: ignore[type-arg]
    """A column to sort on, kept in step with the field `source` whichever way the row is written.

    `QuerySet.update` is the exception, as for every value that is computed on saving.
    """

    def __init__(self, *args: Any, source: str = "name", **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{"editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Compute the key from its source."""
        key = sort_key(getattr(model_instance, self.source))
        setattr(model_instance, self.attname, key)
        return key

    def deconstruct(self) -> Any:
        """Keep the source in migrations when it is not the usual one."""
        name, path, args, kwargs = super().deconstruct()
        if self.source != "name":
            kwargs["source"] = self.source
        return name, path, args, kwargs
