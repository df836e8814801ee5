"""What a file is, decided from its content; the name is only compared with it."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from portal.media.extraction.results import Reason, Unreadable


class Kind(StrEnum):
    """Kinds of which the text is read, by the extension that they go under."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"
    TEXT = "txt"


BY_EXTENSION = {kind.value: kind for kind in Kind} | {"csv": Kind.TEXT}
OOXML_MAIN_PARTS = {
    Kind.DOCX: re.compile(r"word/document\d*\.xml"),
    Kind.PPTX: re.compile(r"ppt/presentation\d*\.xml"),
    Kind.XLSX: re.compile(r"xl/workbook\d*\.xml"),
}
ODF_TYPES = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": Kind.ODP,
}
COMPOUND_FILE = bytes.fromhex("d0cf11e0a1b11ae1")
"""Begin of the old format of Office, in which it also wraps what it encrypts ([MS-OFFCRYPTO] 2.3.4)."""
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


def kind_of(content: bytes, name: str) -> Kind:
    """Return what a file is, or raise `Unreadable` when it is nothing that is read or not what its name says."""
    found = _kind_in(content)
    promised = PurePath(name).suffix.lower().removeprefix(".")
    if promised and found != BY_EXTENSION.get(promised):
        raise Unreadable(Reason.MISMATCH if promised in BY_EXTENSION else Reason.UNKNOWN)
    if found is None:
        raise Unreadable(Reason.UNKNOWN)
    return found


def _kind_in(content: bytes) -> Kind | None:
    if b"%PDF-" in content[:1024]:  # readers accept what stands before it
        return Kind.PDF
    if content.startswith(b"PK"):
        return _kind_in_archive(content)
    if content.startswith(COMPOUND_FILE):
        if ENCRYPTED_PACKAGE in content:
            raise Unreadable(Reason.ENCRYPTED)
        return None
    return Kind.TEXT if _is_text(content) else None


def _kind_in_archive(content: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            for kind, main_part in OOXML_MAIN_PARTS.items():
                if any(main_part.fullmatch(name) for name in names):
                    return kind
            if "mimetype" in names:
                with archive.open("mimetype") as member:
                    return ODF_TYPES.get(member.read(100).strip())
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    return None


def _is_text(content: bytes) -> bool:
    return content.startswith(BYTE_ORDER_MARKS) or not NOT_IN_TEXT.search(content)
