"""Asks for the reason where a red is overruled, or for a confirmation with the number it concerns."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QMessageBox, QPlainTextEdit, QVBoxLayout, QWidget

from ui.text import Words


class ReasonDialog(QDialog):
    """A reason in the person's own words; empty is no reason."""

    def __init__(self, words: Words, parent: QWidget | None = None, hint: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(words("reason.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        label = QLabel(hint or words("reason.hint"), self)
        label.setWordWrap(True)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(words("reason.title"))
        self.text.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("reason.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setEnabled(False)
        for widget in (label, self.text, self.buttons):
            column.addWidget(widget)
        self.text.textChanged.connect(self.on_text)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, 220)

    @property
    def reason(self) -> str:
        """What was written."""
        return self.text.toPlainText().strip()

    @Slot()
    def on_text(self) -> None:
        """Only words make a reason."""
        self.ok.setEnabled(bool(self.reason))


def confirmed(words: Words, parent: QWidget, text: str) -> bool:
    """Ask with the number; the safe answer is the default."""
    box = QMessageBox(QMessageBox.Icon.Warning, words("privacy.confirm.title"), text, parent=parent)
    yes = box.addButton(words("privacy.confirm.yes"), QMessageBox.ButtonRole.AcceptRole)
    no = box.addButton(words("privacy.confirm.no"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.exec()
    return box.clickedButton() is yes
