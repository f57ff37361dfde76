"""Makes the sample Word files from plain text with a few line marks, and the traces careless offices leave in them.

Marks at the start of a line: `#` name of the organ, `=` document number or other centred line, `##` title,
`>` right-aligned line, `|` row of a table, `^` page header, `!` left-aligned line without indent.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

STAMP: Final = datetime(2018, 6, 20, 9, 0, tzinfo=UTC)
ZIP_STAMP: Final = (1980, 1, 1, 0, 0, 0)
FONT: Final = "仿宋"
BODY_SIZE: Final = Pt(16)


@dataclass(frozen=True, slots=True)
class Traces:
    """What stays behind in a file that was worked on: a deleted phone, a comment with a name, an author."""

    author: str = ""
    deleted: str = ""
    inserted: str = ""
    comment: str = ""


def repack(data: bytes) -> bytes:
    """The same archive with fixed times, so that the same text gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            fresh = zipfile.ZipInfo(info.filename, ZIP_STAMP)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            fresh.external_attr = 0o600 << 16
            new.writestr(fresh, old.read(info.filename))
    return target.getvalue()


def make_docx(lines: Iterable[str], traces: Traces = Traces(), tables: Sequence[str] = ()) -> bytes:
    """A Word file of marked lines, then raw `<w:tbl>` elements, with traces if wanted."""
    document = Document()
    _set_up(document)
    rows: list[list[str]] = []
    for line in (*lines, ""):
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            document.element.body.insert(-1, parse_xml(table_xml(rows)))
            rows = []
        if line.strip():
            _add_line(document, line)
    for table in tables:
        document.element.body.insert(-1, parse_xml(table))
    _leave_traces(document, traces)
    stream = io.BytesIO()
    document.save(stream)
    return repack(stream.getvalue())


def table_xml(rows: Sequence[Sequence[str]]) -> str:
    """A bordered table; the first row repeats as header on every page."""
    width = 9000 // len(rows[0])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for _ in rows[0])
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                      for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = "".join(_row_xml(row, width, header=number == 0) for number, row in enumerate(rows))
    return (f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders>'
            f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>")


def _row_xml(cells: Sequence[str], width: int, *, header: bool) -> str:
    """One row; header cells are bold."""
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    bold = "<w:b/>" if header else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:r><w:rPr>{bold}<w:sz w:val="18"/></w:rPr>'
        f'<w:t xml:space="preserve">{_escape(cell)}</w:t></w:r></w:p></w:tc>' for cell in cells)
    return f"<w:tr>{mark}{inside}</w:tr>"


def _escape(text: str) -> str:
    """Text as XML content."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _set_up(document: WordFile) -> None:
    """Page and body text as GB/T 9704 has them."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, BODY_SIZE
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    core = document.core_properties
    core.author = core.title = core.comments = core.last_modified_by = ""
    core.created = core.modified = STAMP
    core.revision = 1


def _add_line(document: WordFile, line: str) -> None:
    """One paragraph in the look its mark asks for."""
    mark, text = _split(line)
    if mark == "^":
        document.sections[0].header.paragraphs[0].text = text
        return
    paragraph = document.add_paragraph(style="Heading 1" if mark == "##" else None)
    run = paragraph.add_run(text)
    if mark in {"#", "=", "##"}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run.font.size = Pt({"#": 30, "##": 22, "=": 16}[mark])
        run.font.color.rgb = RGBColor(0xC0, 0, 0) if mark == "#" else RGBColor(0, 0, 0)
    elif mark == ">":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif mark == "":
        paragraph.paragraph_format.first_line_indent = 2 * BODY_SIZE


def _split(line: str) -> tuple[str, str]:
    """(mark, text) of one line."""
    for mark in ("##", "#", "=", ">", "^", "!"):
        if line.startswith(mark):
            return mark, line[len(mark):].strip()
    return "", line.strip()


def _leave_traces(document: WordFile, traces: Traces) -> None:
    """Put author, tracked change and comment where a real file would have them: in the last long paragraph."""
    document.core_properties.author = traces.author
    document.core_properties.last_modified_by = traces.author
    paragraph = max(document.paragraphs[-12:], key=lambda candidate: len(candidate.text))
    changes = (("del", "delText", traces.deleted), ("ins", "t", traces.inserted))
    for number, (tag, inner, text) in enumerate(changes, 91):
        if text:
            paragraph._p.append(parse_xml(  # noqa: SLF001 - python-docx has no API for revisions
                f'<w:{tag} {nsdecls("w")} w:id="{number}" w:author="{traces.author}" w:date="2018-06-19T10:00:00Z">'
                f'<w:r><w:{inner} xml:space="preserve">{_escape(text)}</w:{inner}></w:r></w:{tag}>'))
    if traces.comment:
        comment = document.add_comment(paragraph.runs[0], text=traces.comment, author=traces.author, initials="L")
        comment._comment_elm.set(qn("w:date"), "2018-06-19T10:05:00Z")  # noqa: SLF001 - the API stamps the present
