"""签批退回: the reason in the signatory's own words or the office's phrases; the slip for the drafter beside it."""

from collections.abc import Mapping

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from ui.text import Words
from ui.widgets.choice import ChoiceBox


class RefuseDialog(QDialog):
    """A return wants a reason."""

    def __init__(self, words: Words, title: str, phrases: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("refuse.title"))
        self.hint = QLabel(words("refuse.hint", title=title), self)
        self.hint.setWordWrap(True)
        self.phrases: ChoiceBox[str] = ChoiceBox(self, empty=words("refuse.phrase"))
        self.phrases.setAccessibleName(words("refuse.phrase"))
        self.phrases.fill((phrase, phrase) for phrase in phrases.values())
        self.phrases.setVisible(bool(phrases))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(words("refuse.reason"))
        self.text.setPlaceholderText(words("refuse.reason"))
        self.text.setTabChangesFocus(True)
        self.slip = QCheckBox(words("refuse.slip"), self)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("refuse.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        for widget in (self.hint, self.phrases, self.text, self.slip, self.buttons):
            column.addWidget(widget)
        self.phrases.activated.connect(self.on_phrase)
        self.text.textChanged.connect(self.on_text)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(480, 300)
        self.on_text()
        self.text.setFocus()

    @property
    def reason(self) -> str:
        """What was written."""
        return self.text.toPlainText().strip()

    @Slot()
    def on_phrase(self, *_args: object) -> None:
        """Add a phrase to what is written."""
        phrase = self.phrases.value
        if phrase:
            self.text.setPlainText(f"{self.reason}\n{phrase}".strip())

    @Slot()
    def on_text(self) -> None:
        """Only words make a reason."""
        self.ok.setEnabled(bool(self.reason))
