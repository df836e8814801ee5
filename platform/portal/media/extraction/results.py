"""What reading a file gives: its text, or the reason why there is none."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a file has no text; `portal.media.texts` has the sentences for editors."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    MISMATCH = "mismatch"
    """The content is of another kind than the name says."""
    UNKNOWN = "unknown"
    """Not a kind that is read: an archive, a picture."""
    TOO_LARGE = "too-large"
    """The file itself, or what it unpacks to."""
    TOO_LONG = "too-long"
    """It took more time than it may."""
    TOO_HEAVY = "too-heavy"
    """It took more memory than it may, or brought the reader down."""
    NO_TEXT = "no-text"
    """Read, and nothing found: mostly a scan."""
    MISSING = "missing"
    """The file is not where it was stored."""


class Unreadable(Exception):  # noqa: N818  says what the file is, not that something went wrong here
    """A file whose text cannot be had."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


@dataclass(frozen=True)
class Limits:
    """How much a file may ask. Bytes, unless said otherwise."""

    file: int = 50 * 2**20
    unpacked: int = 100 * 2**20
    """Together, of the parts of an office document that hold text."""
    memory: int = 512 * 2**20
    """Of the address space of the process; an ordinary file needs a tenth."""
    seconds: int = 30
    """Of processor time, and twice that on the clock."""
    pages: int = 500
    signs: int = 200_000


@dataclass(frozen=True)
class ExtractedText:
    """The text of a file, one paragraph or line per line."""

    text: str
    pages: int | None = None
    """Pages or slides in the file; None where that means nothing."""
    is_partial: bool = False
    """The file holds more than `Limits` lets through."""
