"""A heat strip by month in a table cell: a shade a month, and always a number or a word in it (window.md, 责任表)."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.widgets.theme import tokens_now

Index = QModelIndex | QPersistentModelIndex
CELL = 26
GAP = 1
RADIUS = 3
HEADER_HEIGHT = 44
JANUARY = 1
COLOURED = frozenset({"red", "amber", "green"})


class Cell(NamedTuple):
    """One month: what is written in it, and its level (red, amber, green, grey, or "" for an empty month)."""

    text: str
    level: str


class HeatHeader(QHeaderView):
    """Month numbers above the strip, the year where it begins."""

    def __init__(self, months: Callable[[], tuple[date, ...]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._months = months
        self.setFixedHeight(HEADER_HEIGHT)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802 - Qt's name
        """The strip's section draws months, the others their title."""
        if section != self.count() - 1:
            super().paintSection(painter, rect, section)
            return
        tokens = tokens_now()
        painter.save()
        painter.fillRect(rect, QColor(tokens.surface))
        for number, month in enumerate(self._months()):
            left = rect.left() + number * CELL
            if number == 0 or month.month == JANUARY:
                painter.setPen(QColor(tokens.muted))
                year = QRect(left, rect.top() + 2, CELL * 2, HEADER_HEIGHT // 2 - 2)
                painter.drawText(year, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(month.year))
            painter.setPen(QColor(tokens.ink))
            below = QRect(left, rect.top() + HEADER_HEIGHT // 2, CELL, HEADER_HEIGHT // 2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(month.month))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.restore()


class HeatDelegate(QStyledItemDelegate):
    """Draws the months of a row."""

    def __init__(self, cells_of: Callable[[Index], tuple[Cell, ...]], parent: QWidget) -> None:
        super().__init__(parent)
        self._cells_of = cells_of

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A rounded square a month."""
        tokens = tokens_now()
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(tokens.selection))
        size = CELL - 2 * GAP
        for number, cell in enumerate(self._cells_of(index)):
            place = QRect(rect.left() + number * CELL + GAP, rect.center().y() - size // 2, size, size)
            painter.setPen(Qt.PenStyle.NoPen if cell.level else QColor(tokens.line))
            painter.setBrush(QColor(getattr(tokens, f"{cell.level}_ground")) if cell.level else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, RADIUS, RADIUS)
            painter.setPen(QColor(getattr(tokens, cell.level) if cell.level in COLOURED else tokens.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cell.text)
        painter.restore()
