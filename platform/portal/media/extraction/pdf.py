"""Text of PDF files, by PDFium."""

import re

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD

from portal.media.extraction.pieces import Pieces
from portal.media.extraction.results import ExtractedText, Limits, Reason, Unreadable

HYPHEN_BETWEEN_LINES = re.compile("\ufffe\\s*")
"""How PDFium writes a hyphen at the end of a line."""


def read_pdf(content: bytes, limits: Limits) -> ExtractedText:
    """Return the text page by page; a file that only forbids printing or copying is read, as anybody can."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        encrypted = getattr(error, "err_code", None) == FPDF_ERR_PASSWORD
        raise Unreadable(Reason.ENCRYPTED if encrypted else Reason.DAMAGED) from error
    pieces = Pieces(limits.signs)
    pages = len(document)
    wanted = range(min(pages, limits.pages))
    read = 0
    for number in wanted:
        if pieces.is_full:
            break
        read += _read_page(document, number, pieces)
    if not read:
        raise Unreadable(Reason.DAMAGED)
    return ExtractedText(pieces.text, pages=pages, is_partial=pieces.is_full or len(wanted) < pages)


def _read_page(document: pypdfium2.PdfDocument, number: int, pieces: Pieces) -> bool:
    """Add the text of a page; return whether it could be read: one broken page does not lose the others."""
    try:
        page = document[number]
        text_page = page.get_textpage()
        text = text_page.get_text_range()
    except pypdfium2.PdfiumError:
        return False
    pieces.add(_joined(text) + "\n")
    text_page.close()
    page.close()
    return True


def _joined(text: str) -> str:
    """Join words that were broken over two lines; before a capital the hyphen is part of the name."""
    return HYPHEN_BETWEEN_LINES.sub("", re.sub("\ufffe\\s*(?=[A-Z])", "-", text))
