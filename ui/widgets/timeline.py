"""A table whose last column is a time line by day: drag an entry's mark to another day (window.md, 发布队列).

Non-working days are shaded, today is a line, the lawful window a band, the entry its state's icon. The widget knows
nothing of entries: the page says how a row lies on the line (`Span`) and is told where it was moved to.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ui.widgets.icons import COLOURED, icon, state_colour
from ui.widgets.row_table import dress_rows
from ui.widgets.theme import STATE_ICONS, Tokens, tokens_now

Index = QModelIndex | QPersistentModelIndex
CELL = 24
"""Width of a day."""
ICON = 16
BAND = 20
LABEL_PADDING = 6
HEADER_HEIGHT = 44
ONE_DAY = timedelta(days=1)


class Span(NamedTuple):
    """How a row lies on the line: its day, its lawful window, its level's icon, whether it can be dragged."""

    day: date
    first: date | None
    last: date | None
    level: str
    movable: bool

    def lawful(self, day: date) -> bool:
        """Whether the window holds a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


class Drag(NamedTuple):
    """A mark on its way: the row and the day under the pointer."""

    row: int
    day: date


class Days:
    """Which days the line shows, and what is said of each."""

    def __init__(self, today: Callable[[], date], day_off: Callable[[date], str | None],
                 tell: Callable[[date], str]) -> None:
        self.today = today
        self.day_off = day_off
        self.tell = tell
        self.start = today()

    def left(self, rect: QRect, day: date) -> int:
        """The left edge of a day."""
        return rect.left() + (day - self.start).days * CELL

    def at(self, rect: QRect, x: int) -> date:
        """The day at a place."""
        return self.start + timedelta(days=(x - rect.left()) // CELL)

    def shown(self, rect: QRect) -> list[date]:
        """The days that fit."""
        return [self.start + timedelta(days=number) for number in range(rect.width() // CELL + 1)]


class TimelineHeader(QHeaderView):
    """Day numbers above the line, the month where it begins."""

    def __init__(self, days: Days, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._days = days
        self.setFixedHeight(HEADER_HEIGHT)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """The line's section draws days, the others their title."""
        if section != self.count() - 1:
            super().paintSection(painter, rect, section)
            return
        tokens = tokens_now()
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        upper = QRect(rect.left(), rect.top() + 4, CELL * 3, HEADER_HEIGHT // 2 - 4)
        for number, day in enumerate(self._days.shown(rect)):
            cell = QRect(self._days.left(rect, day), rect.top() + HEADER_HEIGHT // 2, CELL, HEADER_HEIGHT // 2)
            off, today = self._days.day_off(day) is not None, day == self._days.today()
            if off:
                painter.fillRect(cell, QColor(tokens.grey_ground))
            font = painter.font()
            font.setBold(today)
            painter.setFont(font)
            painter.setPen(QColor(tokens.accent if today else tokens.muted if off else tokens.ink))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))
            if number == 0 or day.day == 1:
                painter.setPen(QColor(tokens.muted))
                month = upper.translated(cell.left() - rect.left() + 4, 0)
                painter.drawText(month, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{day:%Y-%m}")
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class TimelineDelegate(QStyledItemDelegate):
    """Draws one row of the line."""

    def __init__(self, days: Days, span_of: Callable[[Index], Span | None], parent: "TimelineTable") -> None:
        super().__init__(parent)
        self._days = days
        self._span_of = span_of
        self._table = parent

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Shading, window, mark."""
        span = self._span_of(index)
        rect: QRect = option.rect
        tokens = tokens_now()
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        self._shade(painter, rect, tokens)
        if span is not None:
            drag = self._table.drag
            dragged = drag.day if drag is not None and drag.row == index.row() else None
            self._band(painter, rect, span, tokens)
            self._mark(painter, rect, span, tokens, dragged)
            if dragged is not None:
                self._label(painter, rect, dragged, tokens)
        painter.restore()

    def _shade(self, painter: QPainter, rect: QRect, tokens: Tokens) -> None:
        for day in self._days.shown(rect):
            left = self._days.left(rect, day)
            if self._days.day_off(day) is not None:
                painter.fillRect(QRect(left, rect.top(), CELL, rect.height()), QColor(tokens.grey_ground))
            if day == self._days.today():
                painter.setPen(QPen(QColor(tokens.accent), 2))
                painter.drawLine(left + CELL // 2, rect.top(), left + CELL // 2, rect.bottom())

    def _band(self, painter: QPainter, rect: QRect, span: Span, tokens: Tokens) -> None:
        if not span.movable:
            return
        left = self._days.left(rect, span.first) if span.first else rect.left() - CELL
        right = self._days.left(rect, span.last + ONE_DAY) if span.last else rect.right() + CELL
        ground = QColor(tokens.accent)
        ground.setAlpha(38)
        painter.setBrush(ground)
        painter.setPen(QColor(tokens.accent))
        painter.drawRoundedRect(QRect(left, rect.center().y() - BAND // 2, right - left - 1, BAND), 4, 4)

    def _mark(self, painter: QPainter, rect: QRect, span: Span, tokens: Tokens, dragged: date | None) -> None:
        day = dragged or span.day
        level = span.level if dragged is None else ("green" if span.lawful(day) else "red")
        left = self._days.left(rect, day) + (CELL - ICON) // 2
        name, low, high = STATE_ICONS[level], rect.left() + 2, rect.right() - ICON - 2
        if not low <= left <= high:  # outside what is shown: an arrow at the edge says which way
            name = "mdi6.arrow-left-bold-circle-outline" if left < low else "mdi6.arrow-right-bold-circle-outline"
        colour = "accent" if span.movable and level not in COLOURED else state_colour(level)
        place = QRect(min(max(left, low), high), rect.center().y() - ICON // 2, ICON, ICON)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawEllipse(place.adjusted(-1, -1, 1, 1))
        icon(name, colour).paint(painter, place)


    def _label(self, painter: QPainter, rect: QRect, day: date, tokens: Tokens) -> None:
        """Which day the pointer is on, beside the mark, where there is room."""
        text = self._days.tell(day)
        width = painter.fontMetrics().horizontalAdvance(text) + 2 * LABEL_PADDING
        left = self._days.left(rect, day) + CELL
        if left + width > rect.right():
            left = self._days.left(rect, day) - width
        place = QRect(left, rect.center().y() - BAND // 2, width, BAND)
        painter.setPen(QColor(tokens.line_strong))
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(place, 4, 4)
        painter.setPen(QColor(tokens.ink))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


class TimelineTable(QTableView):
    """The table; `moved` says that a row shall go to another day."""

    moved = Signal(QModelIndex, object)

    def __init__(self, days: Days, span_of: Callable[[Index], Span | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.days = days
        self.drag: Drag | None = None
        self._span_of = span_of
        self.setHorizontalHeader(TimelineHeader(days, self))
        dress_rows(self, (), 52)
        self.setWordWrap(False)

    def draw_line(self) -> None:
        """Give the last column to the line; once the model is set."""
        last = self.model().columnCount() - 1
        self.setItemDelegateForColumn(last, TimelineDelegate(self.days, self._span_of, self))

    def go_to(self, start: date) -> None:
        """Begin the line at a day."""
        self.days.start = start
        self.viewport().update()
        self.horizontalHeader().viewport().update()

    def line_rect(self, index: QModelIndex) -> QRect:
        """Where the line of a row is, in the viewport."""
        return self.visualRect(index.siblingAtColumn(self.model().columnCount() - 1))

    def point_of(self, index: QModelIndex, day: date) -> QPoint:
        """The middle of a day in a row's line."""
        rect = self.line_rect(index)
        return QPoint(self.days.left(rect, day) + CELL // 2, rect.center().y())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a mark that can be moved."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        span = self._span_of(index) if index.isValid() else None
        if span is None or not span.movable or event.button() != Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self.point_of(index, span.day)).manhattanLength() <= CELL:
            self.drag = Drag(index.row(), span.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - as above
        """Show where the mark would go."""
        if self.drag is None:
            super().mouseMoveEvent(event)
            return
        index = self.model().index(self.drag.row, 0)
        day = self.days.at(self.line_rect(index), round(event.position().x()))
        self.drag = Drag(self.drag.row, day)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - as above
        """Let the mark go."""
        super().mouseReleaseEvent(event)
        drag, self.drag = self.drag, None
        self.viewport().update()
        if drag is not None:
            self._ask(self.model().index(drag.row, 0), drag.day)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - as above
        """Alt with an arrow moves by a day; Esc drops a drag."""
        steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}
        if event.key() == Qt.Key.Key_Escape and self.drag is not None:
            self.drag = None
            self.viewport().update()
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() in steps:
            index = self.currentIndex()
            span = self._span_of(index) if index.isValid() else None
            if span is not None and span.movable:
                self._ask(index, span.day + timedelta(days=steps[event.key()]))
        else:
            super().keyPressEvent(event)

    def _ask(self, index: QModelIndex, day: date) -> None:
        span = self._span_of(index)
        if span is not None and day != span.day:
            self.moved.emit(index, day)
