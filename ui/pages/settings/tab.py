"""What every tab of 设置 is: a table or a form under one sentence that says what it is for."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ports.read_models import Rows
from reviewer_app.services.office_settings import OfficeSettings
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel

R = TypeVar("R")


class SettingsTab(QWidget):
    """One tab. `hint_key` is the sentence above it."""

    def __init__(self, front: Front, hint_key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.setObjectName("page")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 16, 0, 0)
        self.body.setSpacing(16)
        hint = QLabel(front.words(hint_key), self)
        hint.setWordWrap(True)
        hint.setProperty("hint", "true")
        self.body.addWidget(hint)

    def show_office(self, office: OfficeSettings) -> None:
        """Show what was read; tabs that read for themselves have nothing to do."""

    def reload(self) -> None:
        """Read what `show_office` does not bring."""

    def button(self, key: str, kind: str = "") -> QPushButton:
        """A button of this tab."""
        button = QPushButton(self.front.words(key), self)
        button.setAccessibleName(button.text())
        if kind:
            button.setProperty("kind", kind)
        return button

    def ask(self, dialog: QDialog, keep: str = "") -> None:
        """Show a question before the window without stopping its loop; what is typed is kept aside by `keep`."""
        if keep:
            KeptText.of_dialog(self.front, keep, dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


class ListTab(SettingsTab, Generic[R]):
    """A tab with one table, and buttons under it that need a selected row or not."""

    def __init__(self, front: Front, hint_key: str, name_key: str, columns: Sequence[Column[R]],
                 parent: QWidget | None = None, *, empty_key: str = "") -> None:
        super().__init__(front, hint_key, parent)
        self.model: RowsModel[R] = RowsModel(columns, self)
        empty = front.words(empty_key) if empty_key else ""
        self.table = table_of(self.model, front.words(name_key), self, empty=empty)
        self.body.addWidget(self.table, 1)
        self._needing_row: list[QPushButton] = []
        self.table.selectionModel().selectionChanged.connect(self.refresh_buttons)

    def selected(self) -> R | None:
        """The selected row, or None."""
        return self.model.row(self.table.currentIndex())

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show these rows, the same line staying selected."""
        at = self.table.currentIndex().row()
        self.model.restart(Rows(tuple(rows), None))
        if rows:
            self.table.selectRow(min(max(at, 0), len(rows) - 1))
        self.refresh_buttons()

    def add_buttons(self, *buttons: QPushButton, needing_row: Sequence[QPushButton] = ()) -> None:
        """The row of buttons below the table."""
        across = QHBoxLayout()
        across.addStretch(1)
        for button in buttons:
            across.addWidget(button)
        self.body.addLayout(across)
        self._needing_row = list(needing_row)
        self.refresh_buttons()

    @Slot()
    def refresh_buttons(self, *_args: object) -> None:
        """Buttons that act on a row need one."""
        for button in self._needing_row:
            button.setEnabled(self.selected() is not None)
