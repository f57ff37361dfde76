"""手工标注 and 修改建议: what to make of a passage that the reviewer selected."""

from collections.abc import Sequence

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

from reviewer_app.domain.findings import FindingType
from reviewer_app.services.add_finding import NEEDS_REASON
from ui.text import Words
from ui.widgets.choice import ChoiceBox

SHOWN = 80


def shown(passage: str) -> str:
    """A passage short enough for one line."""
    plain = " ".join(passage.split())
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"


class MarkDialog(QDialog):
    """Asks what kind of data a passage is, and why."""

    def __init__(
        self, words: Words, passage: str, kinds: Sequence[FindingType], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("mark.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        quoted = QLabel(words("mark.passage", text=shown(passage)), self)
        quoted.setWordWrap(True)
        column.addWidget(quoted)
        self.kind: ChoiceBox[FindingType] = ChoiceBox(self)
        self.kind.setAccessibleName(words("mark.kind"))
        self.kind.fill((words(f"type.{kind.value}"), kind) for kind in kinds)
        self.note = QLineEdit(self)
        self.note.setAccessibleName(words("mark.note"))
        form = QFormLayout()
        form.addRow(words("mark.kind"), self.kind)
        form.addRow(words("mark.note"), self.note)
        column.addLayout(form)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("mark.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        self.kind.currentIndexChanged.connect(self.on_changed)
        self.note.textChanged.connect(self.on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, 180)
        self.on_changed()

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """What is withheld says why."""
        due = self.kind.value in NEEDS_REASON
        self.note.setPlaceholderText(self._words("mark.why_withheld") if due else "")
        self.ok.setEnabled(not due or bool(self.note.text().strip()))


class AmendDialog(QDialog):
    """Asks what a passage should say instead, and why; the drafter accepts or declines."""

    def __init__(self, words: Words, passage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage = passage
        self.setWindowTitle(words("amend.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        hint = QLabel(words("amend.hint"), self)
        hint.setWordWrap(True)
        column.addWidget(hint)
        before = QLabel(passage, self)
        before.setWordWrap(True)
        self.after = QPlainTextEdit(passage, self)
        self.after.setAccessibleName(words("amend.after"))
        self.after.setTabChangesFocus(True)
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(words("attribute.reason"))
        form = QFormLayout()
        form.addRow(words("amend.before"), before)
        form.addRow(words("amend.after"), self.after)
        form.addRow(words("attribute.reason"), self.reason)
        column.addLayout(form)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("amend.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        self.after.textChanged.connect(self.on_changed)
        self.reason.textChanged.connect(self.on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(520, 300)
        self.on_changed()

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A proposal changes something and says why."""
        self.ok.setEnabled(self.after.toPlainText() != self._passage and bool(self.reason.text().strip()))


class PointDialog(QDialog):
    """Asks for the words of a point of return that is pinned to a passage."""

    def __init__(self, words: Words, passage: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("point.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        quoted = QLabel(words("mark.passage", text=shown(passage)), self)
        quoted.setWordWrap(True)
        self.text = QLineEdit(self)
        self.text.setAccessibleName(words("point.text"))
        self.text.setPlaceholderText(words("point.text"))
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("point.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.ok.setEnabled(False)
        for widget in (quoted, self.text, self.buttons):
            column.addWidget(widget)
        self.text.textChanged.connect(self.on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(420, 140)

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """Only words make a point."""
        self.ok.setEnabled(bool(self.text.text().strip()))
