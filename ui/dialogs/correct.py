"""更正办结: which item, online by now, replaces the one that is being corrected."""

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ports.read_models import ItemRow, Key, Rows
from ui.models.item_rows import title_text
from ui.models.rows import Column, RowsModel
from ui.text import Words
from ui.widgets.row_table import dress_rows

SIZE = QSize(560, 400)


class CorrectionDialog(QDialog):
    """Lists items that are online; `wanted` asks for a page of them by the text typed."""

    wanted = Signal(str, object)

    def __init__(self, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("queue.act.finish_correction"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QLabel(words("queue.correction.which", title=title), self)
        head.setWordWrap(True)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(words("queue.correction.search"))
        self.search.setAccessibleName(words("queue.correction.search"))
        self.model: RowsModel[ItemRow] = RowsModel(
            (
                Column(words("queue.column.title"), title_text, tip=lambda row: row.title, width=360),
                Column(words("queue.column.state"), lambda row: words(f"state.{row.state}"), width=120),
            ),
            self,
        )
        self.table = self._table(words("queue.correction.list"))
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("queue.correction.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setEnabled(False)
        self.buttons.addButton(words("queue.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        for widget in (head, self.search, self.table, self.buttons):
            column.addWidget(widget)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self.on_typed)
        self.model.wanted.connect(self.on_wanted)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)
        self.resize(SIZE)

    @property
    def chosen(self) -> ItemRow | None:
        """The selected item, or None."""
        return self.model.row(self.table.currentIndex())

    def show_page(self, page: Rows[ItemRow], *, first: bool) -> None:
        """Show a page of items."""
        if first:
            self.model.restart(page)
            if page.rows:
                self.table.selectRow(0)
            self.on_selected()
        else:
            self.model.extend(page)

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Another search."""
        self.wanted.emit(text, None)

    @Slot(object)
    def on_wanted(self, after: Key | None) -> None:
        """The next page of the same search."""
        self.wanted.emit(self.search.text(), after)

    @Slot()
    def on_selected(self, *_args: object) -> None:
        """Only a chosen item closes a correction."""
        self.ok.setEnabled(self.chosen is not None)

    def _table(self, name: str) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(name)
        dress_rows(table, self.model.widths, 48)
        return table
