"""The long fields of the steps, kept aside while somebody types: notes of ①, reason of ③, wording of ④."""

from functools import partial

from PySide6.QtCore import QObject

from ui.actions.front import Front
from ui.actions.kept_text import KeptText, TextField, put_text, text_of


class KeptFields(QObject):
    """Between `begin` and `leave` of an item, what is typed into its fields is kept by item and field."""

    def __init__(self, front: Front, fields: dict[str, TextField], parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._fields = fields
        self._item = ""
        self._kept: dict[str, KeptText] = {}
        for name, field in fields.items():
            field.textChanged.connect(partial(self._note, name))

    def begin(self, item: str) -> None:
        """The fields show this item now, as it was read."""
        if item == self._item:
            return
        self.leave()
        self._item = item
        for name, field in self._fields.items():
            key = f"{name}-{item}"
            self._kept[name] = KeptText(self._front, key, partial(text_of, field), partial(put_text, field), self)

    def leave(self) -> None:
        """The fields will show something else: write what is not written, and note nothing until `begin`."""
        for kept in self._kept.values():
            kept.flush()
            kept.deleteLater()
        self._kept.clear()
        self._item = ""

    def forget(self, name: str, *_recorded: object) -> None:
        """What stood in a field becomes a decision: it need not be kept aside."""
        for one in self._kept.keys() & {name, f"{name}-authority"}:
            self._kept[one].forget()

    def _note(self, name: str) -> None:
        if name in self._kept:
            self._kept[name].note()
