"""Any file ends as its text or as a reason, within its limits, and without harm to who asked."""

import io
import sys
import zipfile
import zlib
from tempfile import TemporaryFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.media.extraction import __main__ as child
from portal.media.extraction.process import _run, read_text
from portal.media.extraction.results import ExtractedText, Limits, Reason, Unreadable
from tests.portal.media.files import archive, docx, odf, paragraph, pdf, pptx, xlsx


def read(content: bytes, name: str, **limits: int) -> ExtractedText:
    return read_text(io.BytesIO(content), name, Limits(**limits))


def reason(content: bytes, name: str, **limits: int) -> Reason:
    with pytest.raises(Unreadable) as refused:
        read(content, name, **limits)
    return refused.value.reason


def repeated(piece: bytes, times: int) -> bytes:
    """A compressed stream that unpacks to much more than it is."""
    compressor = zlib.compressobj(1)
    return b"".join(compressor.compress(piece) for _ in range(times)) + compressor.flush()


@pytest.mark.parametrize(
    ("content", "name", "text", "pages"),
    [
        (pdf("Praatcafé (voor buren)", "Blad twee"), "a.pdf", "Praatcafé (voor buren)\nBlad twee", 2),
        (
            pdf("de taaloefen-\nkansen van Sint-\nNiklaas"),
            "a.pdf",
            "de taaloefenkansen van Sint-Niklaas",
            1,
        ),
        (docx(paragraph("Eerste") + paragraph("Tweede  zin")), "a.docx", "Eerste\nTweede zin", None),
        (docx("<w:p><w:r><w:t>taal</w:t></w:r><w:r><w:t>oefenen</w:t></w:r></w:p>"), "a.docx", "taaloefenen", None),
        (docx("<w:p><w:r><w:t>een</w:t><w:tab/><w:t>twee</w:t></w:r></w:p>"), "a.docx", "een twee", None),
        (docx("<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>" + paragraph("x")), "a.docx", "x", None),
        (pptx("Dia één", *["Dia"] * 8, "Dia tien"), "a.pptx", "\n".join(["Dia één", *["Dia"] * 8, "Dia tien"]), 10),
        (xlsx("Gemeente", "Bedrag", inline="in de cel"), "a.xlsx", "Gemeente\nBedrag\nin de cel", None),
        (
            odf("<text:h>Kop</text:h><text:p>Een <text:span>zin</text:span><text:s/>hier.</text:p>"),
            "a.odt",
            "Kop\nEen zin hier.",
            None,
        ),
        (odf("<office:annotation><text:p>nota</text:p></office:annotation><text:p>x</text:p>"), "a.odt", "x", None),
        (odf("<text:p>Cel</text:p>", "spreadsheet"), "a.ods", "Cel", None),
        (odf("<text:p>Dia</text:p>", "presentation"), "a.odp", "Dia", None),
        ("Café\r\nbrugfiguur".encode(), "a.txt", "Café\nbrugfiguur", None),
        ("Café".encode("cp1252"), "a.txt", "Café", None),
        ("Café".encode("utf-16"), "a.txt", "Café", None),
        (b"gemeente;bedrag\nGenk;10", "a.csv", "gemeente;bedrag\nGenk;10", None),
        (pdf("Hoofdletters"), "A.PDF", "Hoofdletters", 1),
    ],
)
def test_the_text_of_each_kind(content: bytes, name: str, text: str, pages: int | None) -> None:
    assert read(content, name) == ExtractedText(text, pages=pages)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (pdf("geheim", encrypted=True), "a.pdf", Reason.ENCRYPTED),
        (odf("x", manifest="<manifest><encryption-data/></manifest>"), "a.odt", Reason.ENCRYPTED),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "a.docx", Reason.ENCRYPTED),
        (pdf("Een lange zin. " * 20)[:300], "a.pdf", Reason.DAMAGED),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "a.pdf", Reason.DAMAGED),
        (docx(paragraph("Hallo"))[:-40], "a.docx", Reason.DAMAGED),
        (docx("<w:p><w:t>zonder einde"), "a.docx", Reason.DAMAGED),
        (
            archive({"word/document.xml": '<!DOCTYPE x [<!ENTITY a "aaaa">]><x><t>&a;</t></x>'}),
            "a.docx",
            Reason.DAMAGED,
        ),
        (b"gewone tekst", "a.pdf", Reason.MISMATCH),
        (pdf("toch een pdf"), "a.docx", Reason.MISMATCH),
        (docx(paragraph("x")), "a.xlsx", Reason.MISMATCH),
        (b"\x7fELF\x00\x01\x02", "a.txt", Reason.MISMATCH),
        (archive({"a.txt": "x"}), "a.zip", Reason.UNKNOWN),
        (pdf(b""), "scan.pdf", Reason.NO_TEXT),
        (b"", "leeg.txt", Reason.NO_TEXT),
    ],
)
def test_a_file_without_text_says_why(content: bytes, name: str, why: Reason) -> None:
    assert reason(content, name) == why


def test_bombs_end_with_a_reason_and_who_asked_goes_on() -> None:
    memory = 400 * 2**20
    assert reason(docx(paragraph("a" * 2**27)), "a.docx") == Reason.TOO_LARGE
    # Streamed: two million elements take no memory.
    assert reason(docx("<w:p/>" * 2_000_000), "a.docx", memory=memory) == Reason.NO_TEXT
    assert reason(pdf(repeated(b" " * 2**20, 500)), "a.pdf", memory=memory) == Reason.TOO_HEAVY
    assert reason(pdf(repeated(b"q Q " * 2**18, 20), pages_declared=400), "a.pdf", seconds=1) == Reason.TOO_LONG
    assert reason(b"a" * 2000, "a.txt", file=1999) == Reason.TOO_LARGE
    assert read(b"nog altijd", "a.txt").text == "nog altijd"


def test_a_long_file_is_read_as_far_as_it_may() -> None:
    endless = read(pdf("Blad", pages_declared=20_000), "a.pdf", pages=5)
    assert (endless.text, endless.pages, endless.is_partial) == ("\n".join(["Blad"] * 5), 20_000, True)
    assert read(pptx("een", "twee", "drie"), "a.pptx", pages=2) == ExtractedText("een\ntwee", pages=3, is_partial=True)
    for content, name in ((b"woord " * 1000, "a.txt"), (docx(paragraph("woord " * 1000)), "a.docx")):
        cut = read(content, name, signs=12)
        assert (cut.text, cut.is_partial) == ("woord woord", True)


def test_an_archive_that_lies_about_its_size_is_refused() -> None:
    content = docx(paragraph("a" * 200_000))
    with zipfile.ZipFile(io.BytesIO(content)) as archived:
        size = archived.getinfo("word/document.xml").file_size
    lying = content.replace(size.to_bytes(4, "little"), (50).to_bytes(4, "little"))
    assert lying != content
    assert reason(lying, "a.docx") == Reason.DAMAGED


def test_the_process_is_handed_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    program = "import os; print(*os.environ)"
    with TemporaryFile() as nothing, TemporaryFile() as answer:
        _run([sys.executable, "-c", program], nothing, answer, Limits())
        answer.seek(0)
        said = answer.read().decode().split()
    assert "PYTHONPATH" in said
    assert {"SECRET_KEY", "DATABASE_URL"}.isdisjoint(said)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=2000), st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"", b"\xff\xfe"]))
def test_whatever_a_file_holds_the_readers_answer(content: bytes, start: bytes) -> None:
    for name in ("a.pdf", "a.docx", "a.txt", "zonder naam"):
        try:
            found = child.read(start + content, name, Limits())
        except Unreadable:
            continue
        assert "\x00" not in found.text
        assert found.text.encode()
