"""Plain text, in the encodings that office programs write."""

from portal.media.extraction.pieces import Pieces
from portal.media.extraction.results import ExtractedText, Limits


def read_plain(content: bytes, limits: Limits) -> ExtractedText:
    """Return the text: UTF-8 or UTF-16 where it says so, else what Windows wrote before that."""
    pieces = Pieces(limits.signs)
    pieces.add(_decoded(content))
    return ExtractedText(pieces.text, is_partial=pieces.is_full)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")
