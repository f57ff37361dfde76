"""What was read of the body, and the parts in order against the 附件说明."""

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from reviewer_app.ports.read_models import Rows
from reviewer_app.services.open_item import ItemView, PartView
from ui.models.package_rows import package_annex_lines, part_columns, readings
from ui.models.rows import ROW_ROLE, RowsModel
from ui.pages.drafting.tables import ShortTable
from ui.text import Words

KEYS = ("organ", "number", "title", "date", "mark")


class Materials(QWidget):
    """Says which part was chosen."""

    part_chosen = Signal(str)

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.parts: RowsModel[PartView] = RowsModel(part_columns(words), self)
        self.table = ShortTable(self.parts, words("drafting.parts"), self, most=6, row_height=34)
        self.annexes = QLabel(self)
        self.annexes.setWordWrap(True)
        self.annexes.setProperty("level", "red")
        self.read = {key: QLabel(self) for key in KEYS}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.table)
        column.addWidget(self.annexes)
        self._rows = QFormLayout()
        self._rows.setVerticalSpacing(4)
        for key, label in self.read.items():
            label.setWordWrap(True)
            label.setAccessibleName(words(f"drafting.read.{key}"))
            self._rows.addRow(words(f"drafting.read.{key}"), label)
        column.addLayout(self._rows)
        self.table.clicked.connect(self.on_part)
        self.table.activated.connect(self.on_part)

    def show_item(self, view: ItemView) -> None:
        """Show an item."""
        self.parts.restart(Rows(view.parts, None))
        lines = package_annex_lines(self._words, view)
        self.annexes.setText("\n".join(lines))
        self.annexes.setVisible(bool(lines))
        found = {one.key: one for one in readings(self._words, view.parts[0].report, view.item.carrier)}
        for key, label in self.read.items():
            reading = found.get(key)
            self._rows.setRowVisible(label, reading is not None)
            if reading is not None:
                label.setText(reading.text)
                label.setProperty("level", reading.state or "")
                label.style().polish(label)

    @Slot(QModelIndex)
    def on_part(self, index: QModelIndex) -> None:
        """A part was chosen."""
        part = index.data(ROW_ROLE)
        if part is not None:
            self.part_chosen.emit(part.part.id)
