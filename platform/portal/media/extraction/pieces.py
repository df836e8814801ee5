"""Text as it comes in, piece by piece, up to as much as is kept."""

import re

NOT_KEPT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Signs that mean nothing to a reader and that no database takes."""


class Pieces:
    """Collects text; `is_full` tells when to stop reading."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._length = 0
        self._parts: list[str] = []

    def add(self, text: str) -> None:
        """Add a piece as it stands; what is more than the limit falls off."""
        kept = text[: self._limit - self._length]
        self._length += len(kept)
        self._parts.append(kept)
        self.is_full = self.is_full or len(kept) < len(text)

    is_full = False
    """Something fell off."""

    @property
    def text(self) -> str:
        """All pieces, with one space between words and without empty lines."""
        lines = NOT_KEPT.sub("", "".join(self._parts)).splitlines()
        return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
