"""Text of office documents: OOXML (ISO/IEC 29500) and OpenDocument (ISO/IEC 26300).

Both are archives of XML. The parts with text are streamed through expat, so that a document of any size takes the same
memory; entities and DTDs are refused (defusedxml). The libraries that edit such documents build them in memory whole.
"""

import io
import re
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from portal.media.extraction.kinds import Kind
from portal.media.extraction.pieces import Pieces
from portal.media.extraction.results import ExtractedText, Limits, Reason, Unreadable

PARTS = {
    Kind.DOCX: re.compile(r"word/(document\d*|footnotes|endnotes)\.xml"),
    Kind.PPTX: re.compile(r"ppt/slides/slide\d+\.xml"),
    Kind.XLSX: re.compile(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml"),
    Kind.ODT: re.compile(r"content\.xml"),
    Kind.ODS: re.compile(r"content\.xml"),
    Kind.ODP: re.compile(r"content\.xml"),
}
"""Without headers and footers, which say the same on every page, comments, and notes of the speaker."""
ODF = {Kind.ODT, Kind.ODS, Kind.ODP}
MANIFEST = "META-INF/manifest.xml"
CHUNK = 64 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for an archive that is not whole or uses what it does not know."""


class OfficeText:
    """Target of an XML parser that keeps the text a reader sees.

    In OOXML that stands in elements `t`; in OpenDocument in paragraphs and headings, whatever stands around the words.
    """

    breaks = {"p", "h", "br", "cr", "line-break", "si", "is"}
    spaces = {"tab", "s"}
    skipped = {"tracked-changes", "annotation", "rPh"}
    """What was deleted, what reviewers noted, and how a word sounds."""

    def __init__(self, pieces: Pieces, holders: set[str]) -> None:
        self._pieces = pieces
        self._holders = holders
        self._inside = 0
        self._skipping = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition("}")[2]
        self._inside += name in self._holders
        self._skipping += name in self.skipped
        if name in self.spaces:
            self._pieces.add(" ")

    def data(self, text: str) -> None:
        """Text between two tags."""
        if self._inside and not self._skipping:
            self._pieces.add(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition("}")[2]
        self._inside -= name in self._holders
        self._skipping -= name in self.skipped
        if name in self.breaks:
            self._pieces.add("\n")

    def close(self) -> None:
        """The document ends."""


def read_office(content: bytes, kind: Kind, limits: Limits) -> ExtractedText:
    """Return the text of an office document in the order of its pages, slides or strings."""
    pieces = Pieces(limits.signs)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _parts(archive, kind, limits)
            read = parts[: limits.pages] if kind is Kind.PPTX else parts
            for part in read:
                if pieces.is_full:
                    break
                _read_part(archive, part, pieces, {"p", "h"} if kind in ODF else {"t"})
    except (ParseError, DefusedXmlException, *BROKEN) as error:
        raise Unreadable(Reason.DAMAGED) from error
    pages = len(parts) if kind is Kind.PPTX else None
    return ExtractedText(pieces.text, pages=pages, is_partial=pieces.is_full or len(read) < len(parts))


def _parts(archive: zipfile.ZipFile, kind: Kind, limits: Limits) -> list[zipfile.ZipInfo]:
    """Return the parts with text, when they may be read."""
    parts = [info for info in archive.infolist() if PARTS[kind].fullmatch(info.filename)]
    if any(part.flag_bits & 1 for part in parts) or (kind in ODF and _is_encrypted(archive)):
        raise Unreadable(Reason.ENCRYPTED)
    # zipfile reads no more of a part than the archive says it holds, so these numbers can be relied on.
    if sum(part.file_size for part in parts) > limits.unpacked:
        raise Unreadable(Reason.TOO_LARGE)
    return sorted(parts, key=lambda part: [int(x) if x.isdigit() else x for x in re.split(r"(\d+)", part.filename)])


def _is_encrypted(archive: zipfile.ZipFile) -> bool:
    if MANIFEST not in archive.namelist():
        return False
    with archive.open(MANIFEST) as manifest:
        return b"encryption-data" in manifest.read(2**20)


def _read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, pieces: Pieces, holders: set[str]) -> None:
    parser = DefusedXMLParser(target=OfficeText(pieces, holders), forbid_dtd=True)
    with archive.open(part) as member:
        while chunk := member.read(CHUNK):
            parser.feed(chunk)
            if pieces.is_full:
                return
    parser.close()
