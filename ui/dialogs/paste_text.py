"""粘贴文字: a 推文 or a notice sent at night becomes a part. What is typed is kept aside while it is typed."""

import json
import re

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.services.part_names import IncomingFile
from ui.actions.autosaver import Autosaver
from ui.actions.front import Front

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
NAME_LENGTH = 60
SUFFIX = ".txt"


class PasteTextDialog(QDialog):
    """A name and a text; accepted, `file` is the part."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words = front.words
        self._front = front
        self.setWindowTitle(words("paste.title"))
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(16, 16, 16, 16)
        hint = QLabel(words("paste.hint"), self)
        hint.setWordWrap(True)
        self.name = QLineEdit(self)
        self.name.setAccessibleName(words("paste.name"))
        self.name.setPlaceholderText(words("paste.name.default"))
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(words("paste.text"))
        self.text.setAcceptDrops(False)
        self.text.setTabChangesFocus(True)
        self.restored = QLabel(words("paste.restored"), self)
        self.restored.setProperty("hint", "true")
        self.restored.hide()
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("paste.add"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setEnabled(False)
        form = QFormLayout()
        form.addRow(words("paste.name"), self.name)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.text, 1)
        column.addWidget(self.restored)
        column.addWidget(self.buttons)
        self.resize(640, 520)
        self.text.setFocus()
        self.saver = Autosaver(front, "paste", self)
        self.text.textChanged.connect(self.on_changed)
        self.name.textChanged.connect(self.on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.saver.load(self.on_kept)

    @property
    def file(self) -> IncomingFile:
        """The part, as a text file."""
        return IncomingFile(file_name(self.name.text(), self._front.words("paste.name.default")),
                            self.text.toPlainText().encode())

    @Slot(object)
    def on_kept(self, kept: str | None) -> None:
        """Bring back what was not finished, unless something is typed already."""
        if kept is None or self.text.toPlainText():
            return
        try:
            name, text = json.loads(kept)
        except ValueError:
            return
        self.name.setText(str(name))
        self.text.setPlainText(str(text))
        self.restored.setVisible(bool(self.text.toPlainText()))

    @Slot()
    def on_changed(self) -> None:
        """Keep it aside; only text makes a part."""
        self.ok.setEnabled(bool(self.text.toPlainText().strip()))
        self.saver.note(json.dumps([self.name.text(), self.text.toPlainText()], ensure_ascii=False))

    def accept(self) -> None:
        """The text is a part now: nothing is kept aside any more."""
        self.saver.forget()
        super().accept()

    def reject(self) -> None:
        """Not now: what was typed stays aside for the next time."""
        self.saver.flush()
        super().reject()


def file_name(typed: str, default: str) -> str:
    """A file's name of what was typed, without what no file system takes."""
    stem = _NOT_IN_NAMES.sub(" ", typed).strip(" .")[:NAME_LENGTH] or default
    return stem if stem.lower().endswith(SUFFIX) else stem + SUFFIX
