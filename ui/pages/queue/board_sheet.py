"""Draws a notice for the board on A4 or A3: large type, tables whole, office and period at the foot of every sheet."""

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from reviewer_app.services.board_notice import BoardNotice
from ui.text import Words
from ui.widgets.pieces import Line, Piece, PieceKind, cut

SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_MARGIN = 18.0
"""Millimetres on every side: boards have frames."""

_TYPE = {"A4": 16.0, "A3": 22.0}
"""Points of the body: readable from a metre and a half."""

_FOOT = 2.6
"""Lines of the body that the foot takes."""

_PER_INCH = 72.0


def lay_out(device: QPagedPaintDevice, size: str) -> None:
    """Set a printer's or a PDF's paper."""
    device.setPageSize(QPageSize(SIZES[size]))
    device.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)


def write_pdf(path: str, notice: BoardNotice, phone: str, size: str, words: Words) -> int:
    """Write the sheets to a file; returns how many."""
    writer = QPdfWriter(path)
    writer.setTitle(notice.title)
    writer.setCreator("")
    writer.setResolution(300)
    lay_out(writer, size)
    return draw(writer, notice, phone, size, words)


def draw(device: QPagedPaintDevice, notice: BoardNotice, phone: str, size: str, words: Words) -> int:
    """Draw every sheet on a device whose paper is laid out; returns how many."""
    inner = device.pageLayout().paintRect(QPageLayout.Unit.Point)
    body = _TYPE[size]
    text = QTextDocument()
    font = QFont(text.defaultFont())
    font.setPointSizeF(body)
    text.setDefaultFont(font)
    text.setDocumentMargin(0)
    text.setHtml(_html(notice, body))
    sheet = QSizeF(inner.width(), inner.height() - _FOOT * body)
    text.setPageSize(sheet)
    painter = QPainter(device)
    scale = device.logicalDpiX() / _PER_INCH
    # A QTextDocument lays out at the screen's resolution: one of its units is one point here.
    painter.scale(scale, scale)
    count = text.pageCount()
    for number in range(count):
        if number:
            device.newPage()
        painter.save()
        painter.translate(0, -number * sheet.height())
        text.drawContents(painter, QRectF(0, number * sheet.height(), sheet.width(), sheet.height()))
        painter.restore()
        _foot(painter, QRectF(0, sheet.height(), sheet.width(), _FOOT * body), body, [
            words("board.foot", office=notice.office, phone=phone), _period(notice, words),
            words("board.sheet", number=number + 1, count=count)])
    painter.end()
    return count


def _period(notice: BoardNotice, words: Words) -> str:
    if notice.begins is None or notice.until is None:
        return ""
    return words("board.period", begins=notice.begins.isoformat(), until=notice.until.isoformat())


def _foot(painter: QPainter, area: QRectF, body: float, lines: list[str]) -> None:
    painter.save()
    font = QFont(painter.font())
    font.setPixelSize(round(body * 0.7))
    painter.setFont(font)
    painter.drawLine(area.topLeft() + area.topLeft() * 0, area.topRight())
    inner = area.adjusted(0, body * 0.2, 0, 0)
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, lines[0])
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, lines[2])
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, lines[1])
    painter.restore()


def _html(notice: BoardNotice, body: float) -> str:
    head = f'<h1 align="center" style="font-size:{body * 1.6:.0f}px">{escape(notice.title)}</h1>'
    parts = [piece for _, document in notice.parts for piece in cut(document)]
    return f'<body style="font-size:{body:.0f}px">{head}{"".join(_merged(parts))}</body>'


def _merged(pieces: list[Piece]) -> Iterable[str]:
    """Runs of rows of one table are one table again; its head stands on every sheet."""
    rows: list[tuple[Line, ...]] = []
    columns: tuple[int, ...] = ()
    for piece in pieces:
        if rows and (piece.kind is not PieceKind.TABLE or piece.columns != columns):
            yield _table(rows, columns)
            rows = []
        if piece.kind is PieceKind.TABLE:
            rows += piece.rows
            columns = piece.columns
        else:
            yield "".join(f"<p>{_text(line.block.text)}</p>" for line in piece.lines if line.block.text.strip())
    if rows:
        yield _table(rows, columns)


def _table(rows: list[tuple[Line, ...]], columns: tuple[int, ...]) -> str:
    lines = []
    for at, row in enumerate(rows):
        cells = {line.block.place.column or 1: line.block.text for line in row}
        tag = "th" if at == 0 else "td"
        filled = "".join(f"<{tag}>{_text(cells.get(column, ''))}</{tag}>" for column in columns)
        lines.append(f"<thead><tr>{filled}</tr></thead>" if at == 0 else f"<tr>{filled}</tr>")
    return f'<table border="1" cellspacing="0" cellpadding="4" width="100%">{"".join(lines)}</table>'


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")
