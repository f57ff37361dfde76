"""The questions that the frame itself asks; none stops the window's own loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ui.actions.front import Front
from ui.dialogs.found_items import FoundItems
from ui.dialogs.password import PasswordDialog
from ui.dialogs.shortcuts import ShortcutRow, ShortcutsDialog
from ui.dialogs.unlock import UnlockDialog


class DeskDialogs(QObject):
    """Opens them before `window`."""

    files_chosen = Signal(list)

    def __init__(self, front: Front, rows: Callable[[], tuple[ShortcutRow, ...]], window: QWidget) -> None:
        super().__init__(window)
        self._front = front
        self._rows = rows
        self._window = window

    @Slot()
    def show_shortcuts(self) -> None:
        """F1."""
        self._open(ShortcutsDialog(self._front.words, self._rows(), self._window))

    def search(self, query: str, unread: int) -> None:
        """What the top line asked for; `unread` items cannot be found by their texts yet."""
        self._open(FoundItems(self._front, query, unread, self._window))

    @Slot()
    def unlock(self) -> None:
        """Unlock the key for another 15 minutes."""
        self._open(UnlockDialog(self._front, self._window))

    @Slot()
    def change_password(self) -> None:
        """Everybody changes his own."""
        self._open(PasswordDialog(self._front, self._window))

    @Slot()
    def open_files(self) -> None:
        """Choose files to hand in, for who does not drop them."""
        dialog = QFileDialog(self._window, self._front.words("action.open_files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.files_chosen)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
