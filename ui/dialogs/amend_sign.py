"""修改后同意: the signatory lists what is to be changed, word for word; the drafter makes exactly that revision."""

import json
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.items import Change
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.open_item import PartView
from ui.models.rows import RowsModel
from ui.models.signing_rows import change_columns
from ui.text import Words
from ui.widgets.choice import ChoiceBox

TEXT_HEIGHT = 64


class AmendSignDialog(QDialog):
    """Collects changes; each names text that stands exactly once in its part, or nobody could know what is meant."""

    edited = Signal()

    def __init__(
        self, words: Words, parts: Sequence[PartView], begin: tuple[int, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`begin` is text that was selected in the original: (ordinal of its part, text)."""
        super().__init__(parent)
        self._words = words
        self._parts = {part.part.ordinal: part for part in parts}
        self.setWindowTitle(words("amend_sign.title"))
        self.model: RowsModel[Change] = RowsModel(
            change_columns(words, lambda ordinal: self._parts[ordinal].part.name), self
        )
        self.part: ChoiceBox[int] = ChoiceBox(self)
        self.part.setAccessibleName(words("amend_sign.part"))
        self.part.fill((part.part.name, part.part.ordinal) for part in parts)
        self.before = self._text("amend_sign.before")
        self.after = self._text("amend_sign.after")
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.add = QPushButton(words("amend_sign.add"), self)
        self.remove = QPushButton(words("amend_sign.remove"), self)
        self.table = self._table()
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(words("amend_sign.reason"))
        self.reason.setPlaceholderText(words("amend_sign.reason"))
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("amend_sign.ok", count=0), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        if begin is not None:
            self.part.choose(begin[0])
            self.before.setPlainText(begin[1])
        self.refresh()

    @property
    def changes(self) -> tuple[Change, ...]:
        """The listed changes."""
        return self.model.rows

    def typed(self) -> str:
        """Everything that was written, to be kept aside: what is being written, the reason, and the list."""
        texts = [self.before.toPlainText(), self.after.toPlainText(), self.reason.text()]
        return json.dumps([texts, [(one.ordinal, one.before, one.after) for one in self.changes]], ensure_ascii=False)

    def bring_back(self, kept: str) -> None:
        """Put back what `typed` gave; text that was selected for this call stays where nothing else was written."""
        try:
            (before, after, reason), changes = json.loads(kept)
        except ValueError:
            return
        self._show(tuple(Change(*one) for one in changes if one[0] in self._parts))
        if before:
            self.before.setPlainText(before)
        self.after.setPlainText(after)
        self.reason.setText(reason)

    @Slot()
    def on_add(self) -> None:
        """List the change that is written."""
        change = self._written()
        if change is not None:
            self._show((*self.changes, change))
            self.before.clear()
            self.after.clear()
            self.before.setFocus()

    @Slot()
    def on_remove(self) -> None:
        """Take the selected change out of the list."""
        at = self.table.currentIndex().row()
        self._show(tuple(one for number, one in enumerate(self.changes) if number != at))

    @Slot()
    def refresh(self, *_args: object) -> None:
        """Say whether the written text can be found, and how many changes are listed."""
        ordinal, before = self.part.value, self.before.toPlainText()
        count = self._parts[ordinal].document.text.count(before) if before and ordinal is not None else 0
        listed = any(one.ordinal == ordinal and one.before == before for one in self.changes)
        if not before:
            key, level = "amend_sign.state.none", ""
        elif listed:
            key, level = "amend_sign.state.listed", "red"
        else:
            key, level = ("amend_sign.state.once", "green") if count == 1 else ("amend_sign.state.not_once", "red")
        self.state.setText(self._words(key, count=count))
        self.state.setProperty("level", level)
        self.state.style().polish(self.state)
        self.add.setEnabled(level == "green" and before != self.after.toPlainText())
        self.remove.setEnabled(bool(self.changes))
        self.ok.setText(self._words("amend_sign.ok", count=len(self.changes)))
        self.ok.setEnabled(bool(self.changes))

    def _written(self) -> Change | None:
        ordinal = self.part.value
        return Change(ordinal, self.before.toPlainText(), self.after.toPlainText()) if ordinal is not None else None

    def _show(self, changes: tuple[Change, ...]) -> None:
        self.model.restart(Rows(changes, None))
        self.refresh()
        self.edited.emit()

    def _text(self, key: str) -> QPlainTextEdit:
        made = QPlainTextEdit(self)
        made.setAccessibleName(self._words(key))
        made.setTabChangesFocus(True)
        made.setMaximumHeight(TEXT_HEIGHT)
        return made

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self._words("amend_sign.list"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for at, column in enumerate(self.model.columns):
            table.setColumnWidth(at, column.width)
        table.horizontalHeader().setStretchLastSection(True)
        return table

    def _connect(self) -> None:
        self.part.currentIndexChanged.connect(self.refresh)
        self.before.textChanged.connect(self.refresh)
        self.after.textChanged.connect(self.refresh)
        for field in (self.before, self.after, self.reason):
            field.textChanged.connect(self.edited)
        self.add.clicked.connect(self.on_add)
        self.remove.clicked.connect(self.on_remove)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        words = self._words
        hint = QLabel(words("amend_sign.hint"), self)
        hint.setWordWrap(True)
        form = QFormLayout()
        form.addRow(words("amend_sign.part"), self.part)
        form.addRow(words("amend_sign.before"), self.before)
        form.addRow(words("amend_sign.after"), self.after)
        across = QHBoxLayout()
        across.addWidget(self.state, 1)
        across.addWidget(self.add)
        across.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        column.addLayout(form)
        column.addLayout(across)
        column.addWidget(self.table, 1)
        column.addWidget(self.reason)
        column.addWidget(self.buttons)
        self.resize(680, 560)
