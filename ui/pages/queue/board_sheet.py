"""Draws a notice for the board on A4 or A3: large type, rows whole, office and period at the foot of every sheet.

Qt splits a table's row between two pages, so the sheets are filled here, strip by strip, by measured heights.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from PySide6.QtCore import QBuffer, QByteArray, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from reviewer_app.services.board_notice import BoardNotice
from ui.text import Words
from ui.widgets.pieces import Line, PieceKind, cut

SIZES = {"A4": QPageSize.PageSizeId.A4, "A3": QPageSize.PageSizeId.A3}
_MARGIN = 18.0
"""Millimetres on every side: boards have frames."""

_TYPE = {"A4": 16.0, "A3": 22.0}
"""Points of the body: readable from a metre and a half."""

_TITLE, _SMALL = 1.6, 0.8
"""Type of title and foot, in parts of the body's."""

_FOOT = 2.6
"""Lines of the body that the foot takes."""

_WIDEST = 16
"""Characters: a longer cell makes its column no wider, it wraps."""

_SHORT = 7.0
"""Characters: a column of such cells does not wrap while there is room."""

_NARROWEST = 0.3
"""Below this part of what they want the long columns get too narrow, and all shrink alike."""

_PER_INCH = 72.0


@dataclass(frozen=True, slots=True)
class _Strip:
    """What stands together: one paragraph, or one row below the head of its table (`table` tells tables apart)."""

    cells: tuple[str, ...]
    table: int = 0
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    title: bool = False


def lay_out(device: QPagedPaintDevice, size: str) -> None:
    """Set a printer's or a PDF's paper."""
    device.setPageSize(QPageSize(SIZES[size]))
    device.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)


def pdf(notice: BoardNotice, phone: str, size: str, words: Words) -> tuple[bytes, int]:
    """The sheets as a PDF, and how many they are; may run outside the window's thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(notice.title)
    writer.setCreator("")
    writer.setResolution(300)
    lay_out(writer, size)
    count = draw(writer, notice, phone, size, words)
    buffer.close()
    return bytes(data.data()), count


def draw(device: QPagedPaintDevice, notice: BoardNotice, phone: str, size: str, words: Words) -> int:
    """Draw every sheet on a device whose paper is laid out; returns how many, 0 where the device takes none."""
    inner = device.pageLayout().paintRect(QPageLayout.Unit.Point)
    body = _TYPE[size]
    sheet = QSizeF(inner.width(), inner.height() - _FOOT * body)
    painter = QPainter()
    if not painter.begin(device):
        return 0
    scale = device.logicalDpiX() / _PER_INCH
    painter.scale(scale, scale)  # a unit of the texts is one point
    sheets = list(_sheets(list(_strips(notice, sheet.width() / body)), body, sheet))
    for number, text in enumerate(sheets, 1):
        if number > 1:
            device.newPage()
        _text(text, body, sheet.width()).drawContents(painter)
        _foot(painter, QRectF(0, sheet.height(), sheet.width(), _FOOT * body), body, [
            words("board.foot", office=notice.office, phone=phone), _period(notice, words),
            words("board.sheet", number=number, count=len(sheets))])
    painter.end()
    return len(sheets)


def _text(html: str, body: float, width: float) -> QTextDocument:
    made = QTextDocument()
    font = QFont(made.defaultFont())
    font.setPixelSize(round(body))
    made.setDefaultFont(font)
    made.setDocumentMargin(0)
    made.setHtml(html)
    made.setTextWidth(width)
    return made


def _period(notice: BoardNotice, words: Words) -> str:
    if notice.until is None:
        return ""
    return words("board.period", begins=notice.begins.isoformat(), until=notice.until.isoformat())


def _foot(painter: QPainter, area: QRectF, body: float, lines: list[str]) -> None:
    painter.save()
    font = QFont(QTextDocument().defaultFont())
    font.setPixelSize(round(body * _SMALL))
    painter.setFont(font)
    inner = area.adjusted(0, body * 0.4, 0, 0)
    painter.drawLine(inner.topLeft(), inner.topRight())
    top, bottom = inner.adjusted(0, body * 0.1, 0, 0), Qt.AlignmentFlag.AlignBottom
    painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, lines[0])
    painter.drawText(inner, Qt.AlignmentFlag.AlignRight | bottom, lines[2])
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | bottom, lines[1])
    painter.restore()


# --- filling the sheets -------------------------------------------------------------------------------


def _sheets(strips: list[_Strip], body: float, sheet: QSizeF) -> Iterator[str]:
    """The HTML of each sheet. Strips measured alone are never lower than in a run, so what is counted fits."""
    held: list[_Strip] = []
    used = 0.0
    waiting = strips[::-1]
    while waiting:
        strip = waiting.pop()
        begins = strip.head and (not held or held[-1].table != strip.table)
        height = _height([strip], body, sheet, headed=bool(begins))
        if used + height <= sheet.height():
            held.append(strip)
            used += height
        elif held and (strip.head or used > sheet.height() / 2):
            yield _html(held, body)
            held, used = [], 0.0
            waiting.append(strip)
        else:
            halves = _halved(strip)
            if len(halves) == 1:  # a head that fills a sheet alone: nothing is left that could be cut
                held.append(strip)
                used = sheet.height()
            else:
                waiting.extend(reversed(halves))
    if held:
        yield _html(held, body)


def _height(strips: list[_Strip], body: float, sheet: QSizeF, *, headed: bool) -> float:
    return float(_text(_html(strips, body, headed=headed), body, sheet.width()).size().height())


def _halved(strip: _Strip) -> list[_Strip]:
    """The longest text cut in two, after a full stop near the middle where there is one."""
    longest = max(range(len(strip.cells)), key=lambda at: len(strip.cells[at]))
    text = strip.cells[longest]
    if len(text) < 2:  # noqa: PLR2004 - one character has no halves
        return [strip]
    middle = len(text) // 2
    stop = text.rfind("。", 1, middle) + 1 or middle
    first = (*strip.cells[:longest], text[:stop], *strip.cells[longest + 1:])
    rest = ("",) * longest + (text[stop:],) + ("",) * (len(strip.cells) - longest - 1)
    return [_with(strip, first), _with(strip, rest)]


def _with(strip: _Strip, cells: tuple[str, ...]) -> _Strip:
    return _Strip(cells, strip.table, strip.head, strip.widths, strip.title)


def _strips(notice: BoardNotice, chars: float) -> Iterator[_Strip]:
    yield _Strip((notice.title,), title=True)
    number = 0
    for _, document in notice.parts:
        rows: list[tuple[Line, ...]] = []
        columns: tuple[int, ...] = ()
        for piece in cut(document):
            if rows and (piece.kind is not PieceKind.TABLE or piece.columns != columns):
                number += 1
                yield from _rows(rows, columns, number, chars)
                rows = []
            if piece.kind is PieceKind.TABLE:
                rows += piece.rows
                columns = piece.columns
            else:
                yield from (_Strip((line.block.text,)) for line in piece.lines if line.block.text.strip())
        number += 1
        yield from _rows(rows, columns, number, chars)


def _rows(
    rows: list[tuple[Line, ...]], columns: tuple[int, ...], table: int, chars: float
) -> Iterator[_Strip]:
    texts = []
    for row in rows:
        cells = {line.block.place.column or 1: line.block.text for line in row}
        texts.append(tuple(cells.get(column, "") for column in columns))
    if not texts:
        return
    widths = _shares([max(_width(text[at]) for text in texts) for at in range(len(columns))], chars)
    yield from (_Strip(text, table, texts[0], widths) for text in texts[1:] or [("",) * len(columns)])


def _shares(longest: list[float], chars: float) -> tuple[int, ...]:
    """Percent of the sheet for each column: short ones (names, numbers) whole, the others share what is left."""
    wide = [1 + min(_WIDEST, one) for one in longest]
    short = sum(one for one in wide if one <= _SHORT)
    others = sum(wide) - short
    share = (chars - short) / others if others else 0.0
    if share > _NARROWEST:
        wide = [one if one <= _SHORT else one * share for one in wide]
    percent = [int(100 * one / sum(wide)) for one in wide]
    return (*percent[:-1], 100 - sum(percent[:-1]))


def _width(text: str) -> float:
    return sum(1.0 if east_asian_width(char) in "WF" else 0.6 for char in text)


def _html(strips: list[_Strip], body: float, *, headed: bool = True) -> str:
    made: list[str] = []
    for at, strip in enumerate(strips):
        if not strip.head:
            made.append(_paragraph(strip, body))
            continue
        if at == 0 or strips[at - 1].table != strip.table:
            made.append('<table border="1" cellspacing="0" cellpadding="4" width="100%" '
                        'style="border-collapse:collapse;border-color:#000">')
            made.append(_row("th", strip.head, strip.widths) if headed else "")
        made.append(_row("td", strip.cells, strip.widths))
        if at + 1 == len(strips) or strips[at + 1].table != strip.table:
            made.append("</table>")
    return "".join(made)


def _paragraph(strip: _Strip, body: float) -> str:
    text = _escaped(strip.cells[0])
    if strip.title:
        return f'<p align="center" style="font-size:{body * _TITLE:.0f}px;font-weight:bold">{text}</p>'
    return f'<p style="margin:{body * 0.4:.0f}px 0">{text}</p>'


def _row(tag: str, cells: Iterable[str], widths: Iterable[int]) -> str:
    filled = (f'<{tag} width="{width}%">{_escaped(text)}</{tag}>' for text, width in zip(cells, widths, strict=True))
    return f"<tr>{''.join(filled)}</tr>"


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")
