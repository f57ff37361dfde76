"""A filled form as HTML for Qt's text document: what forms are made of (paragraphs, tables, spans), nothing more."""

from collections.abc import Iterator
from html import escape
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.section import Section
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reviewer_app.ports.forms import PageLayout

DEFAULT_POINTS: Final = 12.0
_ALIGN: Final = {
    WD_ALIGN_PARAGRAPH.CENTER: "center", WD_ALIGN_PARAGRAPH.RIGHT: "right", WD_ALIGN_PARAGRAPH.JUSTIFY: "justify",
}


def html_of(docx: bytes) -> tuple[str, PageLayout]:
    """The document as HTML, and the paper of its first section."""
    document = Document(BytesIO(docx))
    section = document.sections[0]
    default = document.styles["Normal"].font.size
    points = default.pt if default is not None else DEFAULT_POINTS
    stories = [section.header, document, section.footer]
    body = "".join(_story(story, points) for story in stories)
    return f'<html><body style="font-size:{points}pt">{body}</body></html>', _page(section)


def _story(story: Any, points: float) -> str:  # noqa: ANN401 - document, cell, header and footer have no common class
    return "".join(
        _table(piece, points) if isinstance(piece, Table) else _paragraph(piece, points)
        for piece in story.iter_inner_content()
    )


def _paragraph(paragraph: Paragraph, points: float) -> str:
    align = _ALIGN.get(paragraph.alignment, "left") if paragraph.alignment is not None else "left"
    style = [f"text-align:{align}", "margin:0", "white-space:pre-wrap"]
    space = paragraph.paragraph_format
    for side, length in (("top", space.space_before), ("bottom", space.space_after)):
        if length is not None and length.pt:
            style.append(f"margin-{side}:{length.pt}pt")
    inside = "".join(_run(run, points) for run in paragraph.runs) if paragraph.text else "&nbsp;"
    return f'<p style="{";".join(style)}">{inside}</p>'


def _run(run: Run, points: float) -> str:
    size = run.font.size.pt if run.font.size is not None else points
    weight = ";font-weight:600" if run.bold else ""
    line = ";text-decoration:underline" if run.underline else ""
    text = escape(run.text).replace("\n", "<br/>")
    return f'<span style="font-size:{size}pt{weight}{line}">{text}</span>'


def _table(table: Table, points: float) -> str:
    widths = [int(grid.get(qn("w:w")) or 0) for grid in table._tbl.tblGrid.findall(qn("w:gridCol"))]  # noqa: SLF001 - no public name
    total = sum(widths) or 1
    rows = []
    for number in range(len(table.rows)):
        cells = "".join(
            f'<td colspan="{across}" rowspan="{down}" width="{round(100 * sum(widths[at:at + across]) / total)}%"'
            f' style="vertical-align:middle">{_story(cell, points)}</td>'
            for cell, at, across, down in _cells(table, number)
        )
        rows.append(f"<tr>{cells}</tr>")
    return (
        '<table border="1" cellspacing="0" cellpadding="4" width="100%" style="border-collapse:collapse;'
        f'border-style:solid;border-color:#000000">{"".join(rows)}</table>'
    )


def _cells(table: Table, row: int) -> Iterator[tuple[Any, int, int, int]]:
    """(cell, first column, columns, rows) of each cell that begins in a row."""
    own = table.rows[row].cells
    at = 0
    while at < len(own):
        element = own[at]._tc  # noqa: SLF001 - identity of merged cells has no public name
        across = sum(1 for cell in own[at:] if cell._tc is element)  # noqa: SLF001 - as above
        begins = row == 0 or not _holds(table, row - 1, element)
        if begins:
            down = 1
            while row + down < len(table.rows) and _holds(table, row + down, element):
                down += 1
            yield own[at], at, across, down
        at += across


def _holds(table: Table, row: int, element: Any) -> bool:  # noqa: ANN401 - an lxml element
    return any(cell._tc is element for cell in table.rows[row].cells)  # noqa: SLF001 - as above


def _page(section: Section) -> PageLayout:
    lengths = (section.page_width, section.page_height, section.left_margin, section.top_margin,
               section.right_margin, section.bottom_margin)
    defaults = (210.0, 297.0, 25.0, 25.0, 25.0, 25.0)
    return PageLayout(*(length.mm if length is not None else default
                        for length, default in zip(lengths, defaults, strict=True)))
