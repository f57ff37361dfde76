"""One sentence and two buttons: for what cannot be taken back."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.text import Words

WIDTH = 440


class ConfirmDialog(QDialog):
    """Accepted when the person says so; the safe button is the default one."""

    def __init__(self, words: Words, title: str, sentence: str, yes: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.text = QLabel(sentence, self)
        self.text.setWordWrap(True)
        self.buttons = QDialogButtonBox(self)
        self.yes = QPushButton(yes, self)
        self.yes.setProperty("kind", "danger")
        self.yes.setAutoDefault(False)
        self.buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        no = self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        no.setDefault(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(self.text)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
