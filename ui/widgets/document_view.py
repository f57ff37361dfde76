"""The document as it is read: our own scroll area over page-sized pieces (design §8, window.md 审查).

Never one QTextDocument for all: a piece is laid out when it is scrolled near, kept while it is near, and its true
height replaces the estimate without moving what is on screen. Findings are marks in the text, coloured by state.
Input methods are off here, so that the letters J, K and 1-6 arrive as keys (house rule of window.md).
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from reviewer_app.domain.document import BlockKind, Document
from ui.widgets.layouts import LaidPiece, Look, Mark, MarkSet, column_widths
from ui.widgets.pieces import Piece, PieceKind, cut, piece_at
from ui.widgets.theme import tokens_now

SHEET_MARGIN = 48.0
SHEET_MAX = 860.0
OUTER = 16.0
KEPT_PIECES = 96
FONT_PX = 15
HEADING_PX = 18
CELL_PX = 12
TAG_PX = 11
"""Tables in office documents are set smaller than running text, and numbers must not break over lines."""


class DocumentView(QAbstractScrollArea):
    """Shows one document with its marks; selecting text offers a finding by hand."""

    mark_clicked = Signal(int)
    text_selected = Signal(int, int)
    key_pressed = Signal(QKeyEvent)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._pieces: tuple[Piece, ...] = ()
        self._heights: list[float] = []
        self._tops: list[float] = []
        self._columns: dict[int, tuple[float, ...]] = {}
        self._laid: OrderedDict[int, LaidPiece] = OrderedDict()
        self._marks = MarkSet()
        self._labels: Mapping[BlockKind, str] = {}
        self._current: int | None = None
        self._selection: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._scale = 1.0

    def set_labels(self, labels: Mapping[BlockKind, str]) -> None:
        """Words for kinds of blocks that the printed page does not show as running text; shown at the left."""
        self._labels = labels

    def set_document(self, document: Document | None) -> None:
        """Show another document from its beginning."""
        self.set_pieces(cut(document) if document is not None else ())

    def set_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show a document that was cut already (apart from this thread: it takes a while for 40,000 cells)."""
        self._pieces = pieces
        self._selection = None
        self._marks = MarkSet()
        self._current = None
        self._relayout()
        self.verticalScrollBar().setValue(0)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Replace the marks; they may overlap."""
        self.set_mark_set(MarkSet.of(marks))

    def set_mark_set(self, marks: MarkSet) -> None:
        """Replace the marks by ordered ones."""
        self._marks = marks
        self.viewport().update()

    def clear_selection(self) -> None:
        """Nothing is selected any more."""
        self._selection = None
        self.viewport().update()

    def select(self, start: int, end: int) -> None:
        """Select a span, as the mouse would."""
        self._selection = (start, end)
        self.viewport().update()

    def set_current(self, number: int | None) -> None:
        """Frame one mark and bring it into view."""
        if number is not None and number == self._current:
            return
        self._current = number
        mark = next((one for one in self._marks.marks if one.number == number), None)
        if mark is not None:
            self.show_span(mark.start, mark.end)
        self.viewport().update()

    def show_span(self, start: int, end: int) -> None:
        """Scroll so that a span of text stands in the upper third."""
        if not self._pieces:
            return
        index = piece_at(self._pieces, start)
        rects = self._piece(index).rects(start, max(end, start + 1))
        top = self._tops[index] + (rects[0].top() if rects else 0.0)
        self.verticalScrollBar().setValue(int(top - self.viewport().height() / 3))

    def set_scale(self, scale: float) -> None:
        """Zoom: 1.0 is 100 %."""
        self._scale = min(max(scale, 0.5), 4.0)
        self._relayout()

    @property
    def scale(self) -> float:
        """The zoom."""
        return self._scale

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected span of text, or None."""
        return self._selection

    def visible_span(self) -> tuple[int, int]:
        """Offsets of the first and after the last piece in view."""
        shown = self._visible()
        return (self._pieces[shown[0]].start, self._pieces[shown[-1]].end) if shown else (0, 0)

    # --- Qt ---------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the sheet and the pieces in view."""
        painter = QPainter(self.viewport())
        tokens = tokens_now()
        painter.fillRect(self.viewport().rect(), QColor(tokens.rail))
        sheet = self._sheet()
        painter.fillRect(sheet, QColor(tokens.surface))
        scrolled = self.verticalScrollBar().value()
        for index in self._visible():
            piece = self._piece(index)
            at = QPointF(sheet.left() + SHEET_MARGIN, self._tops[index] - scrolled)
            marks = self._marks.between(piece.piece.start, piece.piece.end)
            piece.draw(painter, at, marks, self._current, self._selection, (0.0, self.viewport().height()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width, another layout; what was on top stays on top."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            self._update_range()
            return
        shown = self._visible()
        anchor = self._pieces[shown[0]].start if shown else 0
        self._relayout()
        if self._pieces:
            self.verticalScrollBar().setValue(int(self._tops[piece_at(self._pieces, anchor)]))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme or font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._laid.clear()
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a selection, or choose a mark."""
        if event.button() == Qt.MouseButton.LeftButton and self._pieces:
            self._pressed = self._offset_at(event.position())
            self._selection = None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the selection."""
        if self._pressed is not None:
            here = self._offset_at(event.position())
            self._selection = (min(here, self._pressed), max(here, self._pressed)) if here != self._pressed else None
            self.viewport().update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on a mark chooses it; a drag offers its text."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            return
        if self._selection is not None:
            self.text_selected.emit(*self._selection)
            return
        near = self._marks.between(pressed, pressed + 1)
        hit = next((mark for mark in near if mark.start <= pressed < mark.end), None)
        if hit is not None:
            self.mark_clicked.emit(hit.number)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Hand keys to the page first; what it leaves scrolls."""
        event.setAccepted(False)
        self.key_pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    # --- layout -----------------------------------------------------------------------------------

    def _relayout(self) -> None:
        self._laid.clear()
        font, cell = self._font(), self._font(CELL_PX)
        width = self._text_width()
        self._columns.clear()
        at = 0
        for key, run in groupby(self._pieces, key=lambda piece: (piece.kind, piece.columns)):
            pieces = list(run)
            if key[0] is PieceKind.TABLE:
                widths = column_widths(pieces, width, cell)
                self._columns.update(dict.fromkeys(range(at, at + len(pieces)), widths))
            at += len(pieces)
        line = QFontMetricsF(font).height() * 1.35
        per_line = max(width / max(QFontMetricsF(font).horizontalAdvance("国"), 1.0), 1.0)
        self._heights = [_estimate(piece, line, per_line) for piece in self._pieces]
        self._update_range()
        self.viewport().update()

    def _piece(self, index: int) -> LaidPiece:
        """The laid-out piece; its true height replaces the estimate, and the screen does not jump."""
        found = self._laid.get(index)
        if found is not None:
            self._laid.move_to_end(index)
            return found
        made = LaidPiece(self._pieces[index], self._text_width(), self._look(), self._columns.get(index, ()))
        self._laid[index] = made
        if len(self._laid) > KEPT_PIECES:
            self._laid.popitem(last=False)
        grown = made.height - self._heights[index]
        if grown:
            above = self._tops[index] + self._heights[index] <= self.verticalScrollBar().value()
            self._heights[index] = made.height
            self._update_range()
            if above:
                bar = self.verticalScrollBar()
                bar.setValue(int(bar.value() + grown))
        return made

    def _visible(self) -> range:
        """Indices of the pieces in view; laying one out may change which are."""
        if not self._pieces:
            return range(0)
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        first = max(bisect_right(self._tops, top) - 1, 0)
        last = first
        while last < len(self._pieces) and self._tops[last] < bottom:
            self._piece(last)
            last += 1
        return range(first, max(last, first + 1))

    def _update_range(self) -> None:
        above = accumulate(self._heights[:-1], initial=0.0) if self._heights else ()
        self._tops = [SHEET_MARGIN + top for top in above]
        total = (self._tops[-1] + self._heights[-1] if self._tops else 0.0) + SHEET_MARGIN
        bar = self.verticalScrollBar()
        bar.setRange(0, max(int(total - self.viewport().height()), 0))
        bar.setEnabled(bar.maximum() > 0)
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(48)

    def _offset_at(self, point: QPointF) -> int:
        down = point.y() + self.verticalScrollBar().value()
        index = max(bisect_right(self._tops, down) - 1, 0)
        inside = QPointF(point.x() - self._sheet().left() - SHEET_MARGIN, down - self._tops[index])
        return self._piece(index).offset_at(inside)

    def _sheet(self) -> QRectF:
        width = min(self.viewport().width() - 2 * OUTER, SHEET_MAX * self._scale)
        left = (self.viewport().width() - width) / 2
        return QRectF(left, 0, width, self.viewport().height())

    def _text_width(self) -> float:
        return max(self._sheet().width() - 2 * SHEET_MARGIN, 120.0)

    def _font(self, size: int = FONT_PX, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(int(size * self._scale), 1))
        font.setBold(bold)
        return font

    def _look(self) -> Look:
        tokens = tokens_now()
        states = {
            "red": (QColor(tokens.red_ground), QColor(tokens.red)),
            "amber": (QColor(tokens.amber_ground), QColor(tokens.amber)),
            "green": (QColor(tokens.green_ground), QColor(tokens.green)),
            "grey": (QColor(tokens.grey_ground), QColor(tokens.muted)),
            "selection": (QColor(tokens.accent), QColor(tokens.on_accent)),
        }
        return Look(self._font(), self._font(HEADING_PX, bold=True), self._font(CELL_PX), QColor(tokens.ink),
                    QColor(tokens.muted), QColor(tokens.line_strong), states, self._font(TAG_PX), self._labels)


def _estimate(piece: Piece, line: float, per_line: float) -> float:
    """A guess of a piece's height that is cheap and close."""
    if piece.kind is PieceKind.TABLE:
        return len(piece.rows) * (line + 12.0)
    return sum((len(one.block.text) / per_line + 1) * line + 8.0 for one in piece.lines)
