"""Keeps text fields aside while somebody types in them, and brings them back: after a crash, or after 取消.

A reason or the points of a return are a quarter of an hour's work; a killed window loses two seconds of it.
"""

import json
from collections.abc import Callable

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractSpinBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from ui.actions.autosaver import Autosaver
from ui.actions.front import Front

TextField = QPlainTextEdit | QLineEdit


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
    def of_dialog(cls, front: Front, key: str, dialog: QDialog) -> "KeptText":
        """Every free text of a dialog: forgotten when the dialog is confirmed, kept when it is called off."""
        fields = free_texts(dialog)
        kept = cls(front, key, lambda: typed(fields), lambda text: bring_back(fields, text), dialog)
        for field in fields.values():
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


def free_texts(widget: QWidget) -> dict[str, TextField]:
    """The fields below a widget into which a person writes, by accessible name; never a password, a day or a number."""
    lines = [one for one in widget.findChildren(QLineEdit)
             if one.echoMode() is QLineEdit.EchoMode.Normal and not one.isReadOnly()
             and not isinstance(one.parent(), QAbstractSpinBox)]
    fields: list[TextField] = [*widget.findChildren(QPlainTextEdit), *lines]
    return {one.accessibleName(): one for one in fields if one.accessibleName()}


def text_of(field: TextField) -> str:
    """What stands in a field."""
    return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()


def put_text(field: TextField, text: str) -> None:
    """Show a text in a field."""
    if isinstance(field, QPlainTextEdit):
        field.setPlainText(text)
    else:
        field.setText(text)


def typed(fields: dict[str, TextField]) -> str:
    """What stands in all of them, as one text."""
    return json.dumps({name: text_of(field) for name, field in fields.items()}, ensure_ascii=False)


def bring_back(fields: dict[str, TextField], kept: str) -> None:
    """Put back what `typed` gave; a field that is no longer there loses its text."""
    try:
        texts = json.loads(kept)
    except ValueError:
        return
    if isinstance(texts, dict):
        for name in texts.keys() & fields.keys():
            put_text(fields[name], str(texts[name]))
