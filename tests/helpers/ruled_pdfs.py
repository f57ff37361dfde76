"""Makes PDFs with ruled tables, the way office programs draw them: as lines, as one path, as thin bars, turned."""

import io
from collections.abc import Sequence
from enum import Enum

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
LEFT, TOP, WIDTH, HEIGHT = 60.0, 700.0, 110.0, 40.0


class Drawn(Enum):
    """How the ruled lines are drawn."""

    LINES = "lines"
    BARS = "bars"
    BOXES = "boxes"
    FORM = "form"


def lists(
    pages: Sequence[Sequence[Sequence[str]]],
    drawn: Drawn = Drawn.LINES,
    *,
    turned: int = 0,
    rotate: int = 0,
    above: str = "",
) -> bytes:
    """One ruled table a page; a cell's lines are parted by line breaks; the first line of every cell comes first.

    `turned` is how far the drawing stands turned on its sheet, `rotate` how far a viewer turns the sheet, in degrees.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for rows in pages:
        canvas.setPageRotation(rotate)
        canvas.setFont(FONT, 12)
        canvas.translate(A4[0] / 2, A4[1] / 2)
        canvas.rotate(turned)
        canvas.translate(-A4[0] / 2, -A4[1] / 2)
        if above:
            canvas.drawString(LEFT, TOP + 30, above)
        _rules(canvas, rows, drawn)
        for number, row in enumerate(rows):
            _row(canvas, row, TOP - number * HEIGHT)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _row(canvas: Canvas, row: Sequence[str], top: float) -> None:
    for line in range(max(cell.count("\n") for cell in row) + 1):
        for column, cell in enumerate(row):
            lines = cell.split("\n")
            if line < len(lines):
                canvas.drawString(LEFT + column * WIDTH + 4, top - 14 - 14 * line, lines[line])


def _rules(canvas: Canvas, rows: Sequence[Sequence[str]], drawn: Drawn) -> None:
    if drawn is Drawn.FORM:
        canvas.beginForm("grid")
        _rules(canvas, rows, Drawn.LINES)
        canvas.endForm()
        canvas.doForm("grid")
        return
    across, down = len(rows[0]), len(rows)
    if drawn is Drawn.BOXES:
        for row in range(down):
            for column in range(across):
                canvas.rect(LEFT + column * WIDTH, TOP - (row + 1) * HEIGHT, WIDTH, HEIGHT, fill=0)
        return
    for row in range(down + 1):
        _line(canvas, LEFT, TOP - row * HEIGHT, across * WIDTH, 0.0, drawn)
    for column in range(across + 1):
        _line(canvas, LEFT + column * WIDTH, TOP - down * HEIGHT, 0.0, down * HEIGHT, drawn)


def _line(canvas: Canvas, x: float, y: float, width: float, height: float, drawn: Drawn) -> None:
    if drawn is Drawn.BARS:
        canvas.rect(x, y, max(width, 0.6), max(height, 0.6), stroke=0, fill=1)
    else:
        canvas.line(x, y, x + width, y + height)
