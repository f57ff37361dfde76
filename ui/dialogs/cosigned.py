"""After 联署: the public key that the auditor has to keep elsewhere, for only so does it vouch from outside."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer_app.services.cosign import Cosigned
from ui.text import Words

WIDTH = 560


class CosignedDialog(QDialog):
    """Says up to where it was cosigned, and gives the key to copy."""

    def __init__(self, words: Words, made: Cosigned, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("ledger.cosign"))
        self.setMinimumWidth(WIDTH)
        text = QLabel(words("ledger.cosigned", size=made.checkpoint.size), self)
        text.setWordWrap(True)
        self.key = QLineEdit(made.cosignature.key, self)
        self.key.setReadOnly(True)
        self.key.setCursorPosition(0)
        self.key.setAccessibleName(words("ledger.cosign.key"))
        hint = QLabel(words("ledger.cosign.hint"), self)
        hint.setWordWrap(True)
        hint.setProperty("hint", "true")
        self.copy = QPushButton(words("ledger.cosign.copy"), self)
        self.done_button = QPushButton(words("dialog.close"), self)
        self.done_button.setDefault(True)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self.done_button, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (text, self.key, hint, buttons):
            column.addWidget(widget)
        self.copy.clicked.connect(self.on_copy)
        buttons.accepted.connect(self.accept)

    @Slot()
    def on_copy(self) -> None:
        """Into the clipboard: nobody types it off."""
        QGuiApplication.clipboard().setText(self.key.text())
