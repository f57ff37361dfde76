"""Headings inside a list: the first row of each group stands lower by a band that names the group (window.md, 待办).

No row of its own: arrows, pages and the selection stay those of the items.
"""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from ui.widgets.state_delegate import MARGIN, StateDelegate
from ui.widgets.theme import token

BAND = 28
"""Pixels."""

Index = QModelIndex | QPersistentModelIndex


class GroupDelegate(StateDelegate):
    """Draws the band above the cells of a row that begins a group, whose name `group` (a role) tells."""

    def __init__(self, state: int, group: int, parent: QObject | None = None) -> None:
        super().__init__(state, parent)
        self._group_role = group

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The band, then the cell below it."""
        name = index.data(self._group_role)
        if name:
            cell = QRect(option.rect)
            band = QRect(cell.left(), cell.top(), cell.width(), BAND)
            painter.fillRect(band, QColor(token("rail")))
            if index.column() == 0:
                font = QFont(option.font)
                font.setBold(True)
                painter.setFont(font)
                painter.setPen(QColor(token("muted")))
                within = band.adjusted(MARGIN, 0, -MARGIN, 0)
                painter.drawText(within, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, name)
            option.rect = cell.adjusted(0, BAND, 0, 0)
        super().paint(painter, option, index)


class GroupHeadings(QObject):
    """Gives a table's rows that begin a group the height for their band."""

    def __init__(self, table: QTableView, row_height: int, state: int, group: int) -> None:
        """`state` and `group` are roles of the table's model."""
        super().__init__(table)
        self._group_role = group
        self._table = table
        self._row_height = row_height
        table.setItemDelegate(GroupDelegate(state, group, table))
        table.model().modelReset.connect(self.on_reset)
        table.model().rowsInserted.connect(self.on_inserted)

    @Slot()
    def on_reset(self) -> None:
        """Other rows."""
        self.on_inserted(QModelIndex(), 0, self._table.model().rowCount() - 1)

    @Slot(QModelIndex, int, int)
    def on_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        """More rows."""
        model = self._table.model()
        for row in range(first, last + 1):
            height = self._row_height + (BAND if model.index(row, 0).data(self._group_role) else 0)
            if self._table.rowHeight(row) != height:  # a row keeps its height when others take the place of all
                self._table.setRowHeight(row, height)
