"""The controls of one file in the tray: what it is, which annex, its place in the order, out with it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reviewer_app.domain.items import PartRole
from ui.models.package_rows_tray import TrayRow
from ui.text import Words
from ui.widgets.choice import ChoiceBox

MAX_ANNEX = 40


class TrayStrip(QWidget):
    """Says what the person wants for the selected file."""

    role_said = Signal(object)
    number_said = Signal(int)
    moved = Signal(int)
    removed = Signal()

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.role: ChoiceBox[PartRole] = ChoiceBox(self)
        self.role.fill((words(f"part_role.{role.value}"), role) for role in PartRole)
        self.role.setAccessibleName(words("tray.column.role"))
        self.number: ChoiceBox[int] = ChoiceBox(self)
        self.number.fill((f"{words('part_role.annex')}{number}" if number else "—", number)
                         for number in range(MAX_ANNEX + 1))
        self.number.setAccessibleName(words("tray.number"))
        self.up = QPushButton(words("tray.up"), self)
        self.down = QPushButton(words("tray.down"), self)
        self.remove = QPushButton(words("tray.remove"), self)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        for widget in (self.role, self.number, self.up, self.down, self.remove):
            across.addWidget(widget)
        across.addStretch(1)
        self.role.activated.connect(self.on_role)
        self.number.activated.connect(self.on_number)
        self.up.clicked.connect(self.on_up)
        self.down.clicked.connect(self.on_down)
        self.remove.clicked.connect(self.removed)

    def show_row(self, row: TrayRow | None) -> None:
        """Show the selected file without saying anything."""
        self.setEnabled(row is not None)
        if row is None:
            return
        self.role.choose(row.role)
        self.number.choose(row.number or 0)
        self.number.setEnabled(row.role is PartRole.ANNEX)

    @Slot()
    def on_role(self, *_args: object) -> None:
        """A role was chosen."""
        self.role_said.emit(self.role.value)

    @Slot()
    def on_number(self, *_args: object) -> None:
        """A number was chosen."""
        self.number_said.emit(self.number.value or 0)

    @Slot()
    def on_up(self) -> None:
        """Before its neighbour."""
        self.moved.emit(-1)

    @Slot()
    def on_down(self) -> None:
        """Behind its neighbour."""
        self.moved.emit(1)
