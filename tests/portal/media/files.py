"""Tiny real files of every kind, and files that mean harm, made here so that none has to be kept."""

import io
import zipfile
import zlib

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def pdf(*pages: str | bytes, encrypted: bool = False, pages_declared: int = 0) -> bytes:
    """A PDF with a page per text; bytes are a compressed content stream. `pages_declared` repeats the last page."""
    objects: dict[int, bytes] = {3: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
    kids = []
    for number, page in enumerate(pages):
        stream = page if isinstance(page, bytes) else zlib.compress(_drawn(page))
        at = 10 + 2 * number
        objects[at + 1] = b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream)
        objects[at] = (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (at + 1)
        )
        kids.append(at)
    kids += kids[-1:] * (pages_declared - len(kids))
    objects[2] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    objects[1] = b"<</Type/Catalog/Pages 2 0 R>>"
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = {}
    for number, body in sorted(objects.items()):
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    # Keys for a password that is not empty: nobody needs to know it to see that one is asked.
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(%s)/U(%s)>>/ID[(a)(a)]" % (b"o" * 32, b"u" * 32)
    out.write(b"trailer<</Size %d/Root 1 0 R%s>>\n" % (max(objects) + 1, lock if encrypted else b""))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _drawn(text: str) -> bytes:
    escaped = text.translate(str.maketrans({"(": r"\(", ")": r"\)"}))
    lines = [b"(%s)'" % line.encode("cp1252") for line in escaped.split("\n")]
    return b"BT /F 12 Tf 14 TL 50 780 Td %s ET" % b" ".join(lines)


def archive(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(body: str) -> bytes:
    """A document with `body` as its paragraphs, in WordprocessingML."""
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {W}>{body}</w:document>"})


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pptx(*slides: str) -> bytes:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}
    for number, slide in enumerate(slides, start=1):
        parts[f"ppt/slides/slide{number}.xml"] = f"<sld {A}><a:p><a:r><a:t>{slide}</a:t></a:r></a:p></sld>"
    return archive(parts)


def xlsx(*strings: str, inline: str = "") -> bytes:
    shared = "".join(f"<si><t>{text}</t></si>" for text in strings)
    sheet = f'<row><c t="s"><v>0</v></c><c t="inlineStr"><is><t>{inline}</t></is></c><c><v>17</v></c></row>'
    return archive(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": "<workbook/>",
            "xl/sharedStrings.xml": f"<sst {S}>{shared}</sst>",
            "xl/worksheets/sheet1.xml": f"<worksheet {S}>{sheet}</worksheet>",
        }
    )


def odf(body: str, kind: str = "text", manifest: str = "<manifest/>") -> bytes:
    return archive(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {ODF}>{body}</office:document-content>",
            "META-INF/manifest.xml": manifest,
        }
    )
