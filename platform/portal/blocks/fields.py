"""StreamFields whose block definitions stay out of migrations (architecture decision 6)."""

from typing import Any

from wagtail.fields import StreamField


class LeanStreamField(StreamField):
    """A StreamField that migrations see without its blocks.

    Wagtail writes the whole definition of every block into each migration. Blocks only shape the editing form and the
    reading of JSON, never the column, so a migration needs none of it and a new block is no migration.
    """

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Leave block types and their lookup table out of what migrations record."""
        name, _path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, "portal.blocks.fields.LeanStreamField", [[]], kwargs
