"""What the search of the top line found: a list to choose from; Enter opens the item (window.md, Shell)."""

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTableView, QVBoxLayout, QWidget

from reviewer_app.ports.read_models import FoundRow, Key, Rows
from reviewer_app.services.search_items import SearchItems, search_items
from ui.actions.front import Front
from ui.models.found_rows import columns
from ui.models.rows import ROW_ROLE, RowsModel
from ui.widgets.row_table import dress_rows

SIZE = (900, 480)
ROW_HEIGHT = 44


class FoundItems(QDialog):
    """One search; further pages are read as the list is scrolled."""

    def __init__(self, front: Front, query: str, unread: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._query = query
        words = front.words
        self.setWindowTitle(words("search.title", query=query))
        self.resize(*SIZE)
        self.model: RowsModel[FoundRow] = RowsModel(columns(words), self)
        self.model.wanted.connect(self.read)
        self.told = QLabel(words("search.looking"), self)
        self.told.setProperty("hint", "true")
        self.unread = QLabel(words("search.unread", count=unread), self)
        self.unread.setVisible(unread > 0)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(words("search.found"))
        dress_rows(self.table, self.model.widths, ROW_HEIGHT)
        self.table.activated.connect(self.open_index)
        self.buttons = QDialogButtonBox(self)
        self.open_button = self.buttons.addButton(words("search.open"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.open_button.setEnabled(False)
        self.buttons.addButton(words("dialog.close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.open_selected)
        self.buttons.rejected.connect(self.reject)
        down = QVBoxLayout(self)
        down.setSpacing(16)
        for widget in (self.told, self.unread, self.table, self.buttons):
            down.addWidget(widget, int(widget is self.table))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read(None)

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page in the background; who may see what is the use case's to say."""
        command = SearchItems(self._front.actor, self._query, after)
        read = partial(search_items, self._front.desk, self._front.reads, command)
        self._front.ask(self, read, self.on_first if after is None else self.on_more)

    @Slot(object)
    def on_first(self, page: Rows[FoundRow]) -> None:
        """The first page."""
        words = self._front.words
        self.model.restart(page)
        self.open_button.setEnabled(bool(page.rows))
        if page.rows:
            self.table.selectRow(0)
        count = len(page.rows)
        key = "search.none" if not count else "search.more" if page.next is not None else "search.count"
        self.told.setText(words(key, count=count))

    @Slot(object)
    def on_more(self, page: Rows[FoundRow]) -> None:
        """A further page."""
        self.model.extend(page)
        if page.next is None:
            self.told.setText(self._front.words("search.count", count=len(self.model.rows)))

    @Slot()
    def open_selected(self) -> None:
        """Open the chosen item."""
        self.open_index(self.table.currentIndex())

    @Slot(QModelIndex)
    def open_index(self, index: QModelIndex) -> None:
        """Open the item behind an index."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self.accept()
            self._front.open_item.emit(row.id)

    def done(self, result: int) -> None:
        """Closed: what is still being read is dropped."""
        self._front.jobs.cancel_owned(self)
        super().done(result)
