"""Lays one piece out with QTextLayout: paragraphs as running text, tables as a grid. Offsets in and out are ours.

Qt counts UTF-16 units, the program counts code points (design §3); the translation happens here and nowhere else.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from math import inf
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from reviewer_app.domain.document import Block, BlockKind, Box
from ui.widgets.pieces import Line, Piece, PieceKind

CELL_PADDING = 6.0
PARAGRAPH_GAP = 8.0
MIN_COLUMN = 48.0
TAG_GAP = 8.0
EVERYTHING = (-inf, inf)


class Mark(NamedTuple):
    """A finding drawn over text: `state` is red, amber, green or grey; `number` its finding number."""

    number: int
    start: int
    end: int
    state: str


class RegionMark(NamedTuple):
    """A finding that is a rectangle of a page (from 1): `boxes` in points from the top left; else as `Mark`."""

    number: int
    page: int
    boxes: tuple[Box, ...]
    state: str


class MarkSet(NamedTuple):
    """Marks in text order with what finding them by bisection needs; made apart from the window's thread."""

    marks: tuple[Mark, ...] = ()
    starts: tuple[int, ...] = ()
    longest: int = 0

    @classmethod
    def of(cls, marks: Iterable[Mark]) -> "MarkSet":
        """Order marks; they may overlap."""
        ordered = tuple(sorted(marks, key=lambda mark: (mark.start, mark.end)))
        longest = max((mark.end - mark.start for mark in ordered), default=0)
        return cls(ordered, tuple(mark.start for mark in ordered), longest)

    def between(self, start: int, end: int) -> tuple[Mark, ...]:
        """Marks that touch a span."""
        low = bisect_right(self.starts, start - self.longest - 1)
        high = bisect_right(self.starts, end)
        return tuple(mark for mark in self.marks[low:high] if mark.end > start)


class Look(NamedTuple):
    """What drawing needs: fonts, colours of text, lines and states (ground, ink), words for kinds of blocks."""

    font: QFont
    heading: QFont
    cell: QFont
    ink: QColor
    muted: QColor
    line: QColor
    states: dict[str, tuple[QColor, QColor]]
    tag: QFont
    labels: Mapping[BlockKind, str]


@dataclass(slots=True)
class _Laid:
    """One block laid out at a place inside its piece."""

    line: Line
    layout: QTextLayout
    rect: QRectF
    quiet: bool
    units: tuple[int, ...]  # code point index -> UTF-16 index, only where they differ

    def to_units(self, index: int) -> int:
        return self.units[index] if self.units else index

    def to_points(self, unit: int) -> int:
        return bisect_right(self.units, unit) - 1 if self.units else unit


class LaidPiece:
    """A piece with its layouts at one width."""

    def __init__(self, piece: Piece, width: float, look: Look, columns: Sequence[float] = ()) -> None:
        self.piece = piece
        self._look = look
        self._laid: list[_Laid] = []
        self._grid: list[QRectF] = []
        self.height = self._table(columns) if piece.kind is PieceKind.TABLE else self._text(width)
        self._starts = [laid.line.start for laid in self._laid]

    def draw(self, painter: QPainter, at: QPointF, marks: Sequence[Mark], current: int | None,
             selection: tuple[int, int] | None, shown: tuple[float, float] = EVERYTHING) -> None:
        """Draw at a point, with the marks that touch this piece; the current one is framed.

        `shown` is from where to where the painter can be seen: what lies above and below is left out.
        """
        if self._grid:
            painter.setPen(self._look.line)
            for rect in self._grid:
                painter.drawRect(rect.translated(at))
        marks_of = self._marks_of(marks)
        top, bottom = shown[0] - at.y(), shown[1] - at.y()
        for number, laid in enumerate(self._laid):
            if laid.rect.bottom() >= top and laid.rect.top() <= bottom:
                formats = self._formats(laid, marks_of.get(number, ()), selection)
                painter.setPen(self._look.muted if laid.quiet else self._look.ink)
                laid.layout.draw(painter, at + laid.rect.topLeft(), formats)
        self._draw_tags(painter, at)
        for mark in marks:
            if mark.number == current:
                painter.setPen(self._look.states[mark.state][1])
                for rect in self.rects(mark.start, mark.end):
                    painter.drawRoundedRect(rect.translated(at).adjusted(-2, -1, 2, 1), 3, 3)

    def _draw_tags(self, painter: QPainter, at: QPointF) -> None:
        """Say at the left what a line is that the printed page does not show, or shows elsewhere."""
        metrics = QFontMetricsF(self._look.tag)
        painter.setFont(self._look.tag)
        painter.setPen(self._look.muted)
        taken = -metrics.height()
        for laid in self._laid:
            block = laid.line.block
            label = self._look.labels.get(BlockKind.HIDDEN if block.hidden else block.kind, "")
            if label and laid.rect.top() >= taken + metrics.height():
                taken = laid.rect.top()
                place = QPointF(-TAG_GAP - metrics.horizontalAdvance(label), taken + metrics.ascent() + 3)
                painter.drawText(at + place, label)

    def rects(self, start: int, end: int) -> list[QRectF]:
        """Rectangles of the text between two offsets, one a visual line, inside the piece."""
        found: list[QRectF] = []
        for laid in self._laid:
            low = max(start, laid.line.start) - laid.line.start
            high = min(end, laid.line.start + len(laid.line.block.text)) - laid.line.start
            if low < high:
                found.extend(self._line_rects(laid, laid.to_units(low), laid.to_units(high)))
        return found

    def offset_at(self, point: QPointF) -> int:
        """The text offset nearest to a point inside the piece."""
        laid = min(self._laid, key=lambda one: _distance(one.rect, point))
        local = point - laid.rect.topLeft()
        lines = [laid.layout.lineAt(index) for index in range(laid.layout.lineCount())]
        if not lines:
            return laid.line.start
        nearest = min(lines, key=lambda line: abs(line.y() + line.height() / 2 - local.y()))
        unit = nearest.xToCursor(local.x())
        return laid.line.start + min(laid.to_points(unit), len(laid.line.block.text))

    def _text(self, width: float) -> float:
        top = 0.0
        for line in self.piece.lines:
            heading = line.block.kind is BlockKind.HEADING
            laid = self._lay(line, width, self._look.heading if heading else self._look.font, centre=heading)
            laid.rect.moveTop(top)
            top += laid.rect.height() + PARAGRAPH_GAP
        return top

    def _table(self, columns: Sequence[float]) -> float:
        lefts = [0.0, *accumulate(columns)]
        top = 0.0
        for row in self.piece.rows:
            tallest = QFontMetricsF(self._look.cell).height() + 2 * CELL_PADDING
            whole = spans_table(row, self.piece.columns)
            for line in row:
                index = self.piece.columns.index(line.block.place.column or 1)
                width = lefts[-1] if whole else columns[index]
                laid = self._lay(line, width - 2 * CELL_PADDING, self._look.cell)
                laid.rect.moveTo(lefts[index] + CELL_PADDING, top + CELL_PADDING)
                tallest = max(tallest, laid.rect.height() + 2 * CELL_PADDING)
            if whole:
                self._grid.append(QRectF(0.0, top, lefts[-1], tallest))
            else:
                self._grid.extend(QRectF(lefts[n], top, width, tallest) for n, width in enumerate(columns))
            top += tallest
        return top + PARAGRAPH_GAP

    def _lay(self, line: Line, width: float, font: QFont, *, centre: bool = False) -> _Laid:
        # Qt breaks lines at U+2028, ours are "\n"; both are one unit, so offsets stay.
        layout = QTextLayout(line.block.text.replace("\n", "\u2028"), font)
        option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centre else Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        _strike(layout, line)  # before the lines are made: setting formats throws laid-out lines away
        layout.beginLayout()
        height = 0.0
        while (row := layout.createLine()).isValid():
            row.setLineWidth(max(width, 8.0))
            row.setPosition(QPointF(0, height))
            height += row.height() * 1.35
        layout.endLayout()
        laid = _Laid(line, layout, QRectF(0, 0, width, max(height, QFontMetricsF(font).height())),
                     _quiet(line.block), _units(line))
        self._laid.append(laid)
        return laid

    def _line_rects(self, laid: _Laid, low: int, high: int) -> list[QRectF]:
        found: list[QRectF] = []
        for index in range(laid.layout.lineCount()):
            row = laid.layout.lineAt(index)
            start, end = max(low, row.textStart()), min(high, row.textStart() + row.textLength())
            if start < end:
                left, right = _x(row, start), _x(row, end)
                rect = QRectF(min(left, right), row.y(), abs(right - left), row.height())
                found.append(rect.translated(laid.rect.topLeft()))
        return found

    def _marks_of(self, marks: Sequence[Mark]) -> dict[int, list[Mark]]:
        """The marks by the number of the block they touch: each block would look through all of them else."""
        found: dict[int, list[Mark]] = {}
        for mark in marks:
            number = max(bisect_right(self._starts, mark.start) - 1, 0)
            while number < len(self._starts) and self._starts[number] < mark.end:
                found.setdefault(number, []).append(mark)
                number += 1
        return found

    def _formats(self, laid: _Laid, marks: Sequence[Mark], selection: tuple[int, int] | None) -> list[
        QTextLayout.FormatRange
    ]:
        begin, size = laid.line.start, len(laid.line.block.text)
        spans = [(mark.start, mark.end, self._look.states[mark.state]) for mark in marks]
        if selection is not None:
            spans.append((*selection, self._look.states["selection"]))
        formats: list[QTextLayout.FormatRange] = []
        for start, end, (ground, ink) in spans:
            low, high = max(start - begin, 0), min(end - begin, size)
            if low >= high:
                continue
            made = QTextLayout.FormatRange()
            made.start = laid.to_units(low)
            made.length = laid.to_units(high) - made.start
            style = QTextCharFormat()
            style.setBackground(ground)
            style.setForeground(ink)
            made.format = style
            formats.append(made)
        return formats


def column_widths(pieces: Sequence[Piece], width: float, font: QFont, sample: int = 60) -> tuple[float, ...]:
    """Widths for all pieces of one table, from its first rows: what the text wants, shared out to fit."""
    metrics = QFontMetricsF(font)
    columns = pieces[0].columns
    wanted = dict.fromkeys(columns, MIN_COLUMN)
    rows = list(islice((row for piece in pieces for row in piece.rows if not spans_table(row, columns)), sample))
    for row in rows:
        for line in row:
            column = line.block.place.column or 1
            longest = max(line.block.text[:60].split("\n"), key=len)
            wanted[column] = max(wanted[column], metrics.horizontalAdvance(longest) + 2 * CELL_PADDING + 4)
    total = sum(wanted.values())
    if total <= width:
        return tuple(wanted[column] * width / total for column in columns)
    # Too wide: narrow columns keep what they want, wide ones share the rest.
    share = width / len(columns)
    narrow = {column: size for column, size in wanted.items() if size <= share}
    rest = max(width - sum(narrow.values()), MIN_COLUMN)
    wide_total = sum(size for column, size in wanted.items() if column not in narrow) or 1.0
    return tuple(narrow.get(column, max(wanted[column] * rest / wide_total, MIN_COLUMN)) for column in columns)


def spans_table(row: Sequence[Line], columns: Sequence[int]) -> bool:
    """Whether a row is one cell over the whole table: a title above it, or a note below."""
    return len(columns) > 1 and len(row) == 1 and (row[0].block.place.column or 1) == columns[0]


def _strike(layout: QTextLayout, line: Line) -> None:
    """What a tracked change deletes is struck through, as in the office's word processor."""
    if line.block.kind is BlockKind.DELETION:
        struck = QTextLayout.FormatRange()
        struck.start, struck.length = 0, len(layout.text())
        style = QTextCharFormat()
        style.setFontStrikeOut(True)
        struck.format = style
        layout.setFormats([struck])


def _units(line: Line) -> tuple[int, ...]:
    """UTF-16 index of each code point, empty where the two counts agree (no character beyond U+FFFF)."""
    text = line.block.text
    if not text or max(text) <= "\uffff":
        return ()
    units, at = [], 0
    for character in text:
        units.append(at)
        at += 2 if character > "\uffff" else 1
    return (*units, at)


def _x(row: QTextLine, unit: int) -> float:
    # The stub says float, PySide returns (x, cursor).
    found: object = row.cursorToX(unit)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]  # see above


def _distance(rect: QRectF, point: QPointF) -> float:
    across = max(rect.left() - point.x(), 0, point.x() - rect.right())
    down = max(rect.top() - point.y(), 0, point.y() - rect.bottom())
    return across * across + down * down


def _quiet(block: Block) -> bool:
    return block.hidden or block.kind in {
        BlockKind.HEADER, BlockKind.FOOTER, BlockKind.COMMENT, BlockKind.DELETION, BlockKind.HIDDEN,
    }
