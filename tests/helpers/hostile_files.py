"""Makes files to read, good, broken and hostile, byte by byte where no library would make them."""

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

import openpyxl
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NAMESPACES: Final = (
    f'{W} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_FONT: Final = "STSong-Light"


def zipped(members: Mapping[str, bytes | str]) -> bytes:
    """A zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def repacked(data: bytes, changes: Mapping[str, bytes | str]) -> bytes:
    """A copy of a zip with members replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped(members | dict(changes))


def relationships(links: Sequence[tuple[str, str, str]]) -> str:
    """A .rels part of (kind, target, mode) links."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, (kind, target, mode) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def docx(
    body: str,
    links: Sequence[tuple[str, str, str]] = (),
    parts: Mapping[str, bytes | str] | None = None,
    package_links: Sequence[tuple[str, str, str]] = (),
) -> bytes:
    """A docx with this body, links of its main part and further parts."""
    main = ("officeDocument", "word/document.xml", "Internal")
    return zipped({
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relationships([main, *package_links]),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships(links),
        **(parts or {}),
    })


def part(root: str, content: str) -> str:
    """A WordprocessingML part of its own (a header, the comments)."""
    return f"<w:{root} {NAMESPACES}>{content}</w:{root}>"


def paragraph(text: str, run: str = "", properties: str = "") -> str:
    """A paragraph of one run; `run` are run properties, `properties` paragraph properties."""
    inner = f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table; a cell is a text, or cell XML where it begins with a bracket."""
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(map(_cell, row))}</w:tr>" for row in rows) + "</w:tbl>"


def _cell(content: str) -> str:
    return content if content.startswith("<") else f"<w:tc><w:tcPr/>{paragraph(content)}</w:tc>"


def cell(content: str, properties: str = "") -> str:
    """A cell with properties; `content` is a text or paragraph XML."""
    inner = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def xlsx(rows: Sequence[Sequence[object]]) -> openpyxl.Workbook:
    """A workbook with these rows on its first sheet."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "名单"
    for row in rows:
        sheet.append(list(row))
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(pages: Sequence[Sequence[str]], size: float = 16, **info: str) -> bytes:
    """A PDF with these lines on its pages; an empty page stays blank."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    canvas.setAuthor(info.get("author", ""))
    for lines in pages:
        canvas.setFont(_FONT, size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - number * size * 1.6, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf(data: bytes) -> bytes:
    """The same PDF with a user password."""
    writer = PdfWriter(PdfReader(io.BytesIO(data)))
    writer.encrypt("geheim", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, all in full sectors of 512 bytes ([MS-CFB])."""
    free, end, fat_mark, none = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    sectors: list[bytes] = []
    chain: list[int] = []

    def put(data: bytes) -> int:
        first = len(sectors) + 1  # sector 0 is the FAT
        count = max(1, -(-len(data) // 512))
        for number in range(count):
            sectors.append(data[number * 512 : (number + 1) * 512].ljust(512, b"\0"))
            chain.append(first + number + 1 if number + 1 < count else end)
        return first

    entries = [_entry("Root Entry", 5, end, 0, child=1 if streams else none)]
    names = list(streams)
    for number, name in enumerate(names, start=1):
        content = streams[name].ljust(4096, b"\0")
        right = number + 1 if number < len(names) else none
        entries.append(_entry(name, 2, put(content), len(content), right=right))
    directory = put(b"".join(entries))
    fat = [fat_mark, *chain]
    if len(fat) > 128:
        message = "one FAT sector only"
        raise ValueError(message)
    fat += [free] * (128 - len(fat))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, directory, 0, 4096, end, 0, end, 0, 0,
    )[:76]  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + struct.pack("<128I", *fat) + b"".join(sectors)


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded) + 2, kind, 1)
    return head + struct.pack("<III16xI8x8xIII", 0xFFFFFFFF, right, child, 0, start, size, 0)


def xls(
    rows: Sequence[Sequence[str]], *, hidden_row: int = 0, hidden_column: int = 0, encrypted: bool = False
) -> bytes:
    """An xls (BIFF8) of text cells; hidden places count from 1."""
    name = "名单".encode("utf-16-le")
    filepass = _record(0x2F, b"\1\0" + bytes(50)) if encrypted else b""
    start = _record(0x809, struct.pack("<HHHHII", 0x600, 0x5, 0, 0, 0, 6)) + filepass + _record(0x42, b"\xb0\x04")
    bound_size = 4 + 8 + len(name)
    offset = len(start) + bound_size + 4
    start += _record(0x85, struct.pack("<IHBB", offset, 0, len(name) // 2, 1) + name) + _record(0xA, b"")
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    if hidden_column:
        sheet += _record(0x7D, struct.pack("<HHHHHH", hidden_column - 1, hidden_column - 1, 0x900, 15, 1, 0))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    for number, row in enumerate(rows):
        flags = 0x20 if number + 1 == hidden_row else 0
        sheet += _record(0x208, struct.pack("<HHHHHHBBH", number, 0, len(row), 0x100, 0, 0, flags, 1, 15))
        for column, text in enumerate(row):
            body = struct.pack("<HHHHB", number, column, 15, len(text), 1) + text.encode("utf-16-le")
            sheet += _record(0x204, body)
    return ole({"Workbook": start + sheet + _record(0xA, b"")})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
