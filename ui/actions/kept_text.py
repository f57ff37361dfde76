"""Keeps a text field aside while somebody types in it, and brings it back: after a crash, or after 取消.

A reason or the points of a return are a quarter of an hour's work; a killed window loses two seconds of it.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from ui.actions.autosaver import Autosaver
from ui.actions.front import Front


class KeptText(QObject):
    """One thing that is typed, by `key`; `read` gives it as text, `put` brings text back."""

    def __init__(
        self, front: Front, key: str, read: Callable[[], str], put: Callable[[str], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._read = read
        self._put = put
        self._begun = read()
        self._saver = Autosaver(front, key, self)
        self._saver.load(self.on_kept)

    @classmethod
    def of_field(cls, front: Front, key: str, field: QPlainTextEdit, dialog: QDialog) -> "KeptText":
        """The one field of a dialog: forgotten when the dialog is confirmed, kept when it is called off."""
        kept = cls(front, key, field.toPlainText, field.setPlainText, dialog)
        field.textChanged.connect(kept.note)
        kept.follow(dialog)
        return kept

    def follow(self, dialog: QDialog) -> None:
        """End with a dialog."""
        dialog.accepted.connect(self.forget)
        dialog.rejected.connect(self.flush)

    @Slot()
    def note(self) -> None:
        """Something was typed."""
        self._saver.note(self._read())

    @Slot()
    def flush(self) -> None:
        """Write what is not written yet."""
        self._saver.flush()

    @Slot()
    def forget(self) -> None:
        """It became a decision."""
        self._saver.forget()

    @Slot(object)
    def on_kept(self, kept: str | None) -> None:
        """Bring it back, unless something is typed already."""
        if kept is not None and self._read() == self._begun:
            self._put(kept)
