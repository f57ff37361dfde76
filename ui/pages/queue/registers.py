"""The registers 依申请公开 and 不予公开: what is signed but not published, and when to look again."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QLabel, QStackedWidget, QTableView, QWidget

from reviewer_app.ports.read_models import Key, RegisterRow, Rows
from ui.actions.front import Front
from ui.dialogs.rows_table import table_of
from ui.models.register_rows import columns
from ui.models.rows import ROW_ROLE, RowsModel

ROW_HEIGHT = 44


class RegisterList(QStackedWidget):
    """One register, newest first; Enter opens the item."""

    def __init__(self, front: Front, kind: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._front = front
        self._kind = kind
        self._owner = parent
        self.model: RowsModel[RegisterRow] = RowsModel(columns(front.words, front.desk.today), self)
        self.model.wanted.connect(self.read)
        self.table = self._table()
        self.empty = QLabel(front.words(f"register.empty.{kind}"), self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("hint", "true")
        self.addWidget(self.table)
        self.addWidget(self.empty)
        self.table.activated.connect(self.open_index)

    def reload(self) -> None:
        """Read the first page."""
        self.read(None)

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page."""
        read = partial(self._front.reads.registers, self._kind, after)
        self._front.ask(self._owner, read, self.on_first if after is None else self.on_more)

    @Slot(object)
    def on_first(self, page: Rows[RegisterRow]) -> None:
        """Show a first page."""
        self.model.restart(page)
        self.setCurrentIndex(0 if page.rows else 1)
        if page.rows:
            self.table.selectRow(0)

    @Slot(object)
    def on_more(self, page: Rows[RegisterRow]) -> None:
        """Append a further page."""
        self.model.extend(page)

    @Slot(QModelIndex)
    def open_index(self, index: QModelIndex) -> None:
        """Open the item behind an index."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self._front.open_item.emit(row.item)

    def _table(self) -> QTableView:
        return table_of(self.model, self._front.words(f"queue.tab.{self._kind}"), self, ROW_HEIGHT)
