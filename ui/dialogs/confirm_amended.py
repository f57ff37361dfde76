"""核对签批所附修改: the listed amendments beside the difference of the new revision, and the card that is signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.items import Change
from reviewer_app.ports.read_models import Rows
from reviewer_app.services import decision_words as told
from reviewer_app.services.amended_check import AmendedCheck
from reviewer_app.services.open_item import ItemView
from ui.actions.front import Front
from ui.dialogs.compare import ComparePane
from ui.dialogs.sign_card import SigningCard
from ui.models.rows import STATE_ROLE, RowsModel
from ui.models.signing_card import CardLine
from ui.models.signing_rows import ListedChange, listed_columns
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

SIZES = [340, 820]


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """What the dialog shows: the item, the comparison with the list, and the lines of the card."""

    view: ItemView
    check: AmendedCheck
    card: Sequence[CardLine]


class ConfirmAmendedDialog(QDialog):
    """Accepted when the reviewer confirms, which he can only where the difference is exactly the listed changes."""

    def __init__(self, front: Front, what: ToConfirm, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words, check, view = front.words, what.check, what.view
        self._words = words
        self.setWindowTitle(words("confirm_amended.title"))
        names = {part.part.ordinal: part.part.name for part in view.parts}
        self.model: RowsModel[ListedChange] = RowsModel(listed_columns(words, lambda at: names.get(at, str(at))), self)
        self.table = QTableView(self)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.card = SigningCard(words, self)
        self.compare = ComparePane(front, view.item.id, check.base, check.now, self)
        self.buttons = QDialogButtonBox(self)
        self.ok = QPushButton(words("confirm_amended.ok"), self)
        self.ok.setProperty("kind", "primary")
        self.ok.setEnabled(False)
        self.buttons.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.cancel = self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._show_list(check.condition.amendments, check.made)
        self._say(check)
        self.card.show_lines(view.item.title, what.card)
        self._exact = check.further == 0
        self._lay_out(self._lead(view, check))
        self.compare.shown.connect(self.on_compared)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def on_compared(self) -> None:
        """The difference is on the screen: only now can somebody have seen it."""
        self.ok.setEnabled(self._exact)
        button = self.ok if self._exact else self.cancel
        button.setDefault(True)
        button.setFocus()

    def _lead(self, view: ItemView, check: AmendedCheck) -> str:
        one = check.condition
        return self._words("confirm_amended.lead", name=view.names.get(one.signer, ""), at=told.moment(one.at),
                           count=len(one.amendments), base=check.base, now=check.now)

    def _say(self, check: AmendedCheck) -> None:
        if check.further == 0:
            text, level = self._words("confirm_amended.exact", now=check.now,
                                     count=len(check.condition.amendments)), "green"
        else:
            text, level = self._words("confirm_amended.further", count=check.further), "red"
        self.verdict.setText(text)
        self.verdict.setProperty("level", level)

    def _show_list(self, changes: tuple[Change, ...], made: tuple[bool, ...]) -> None:
        lines = tuple(ListedChange(change, was) for change, was in zip(changes, made, strict=True))
        self.model.restart(Rows(lines, None))
        self.table.setModel(self.model)
        self.table.setItemDelegate(StateDelegate(STATE_ROLE, self.table))
        self.table.setAccessibleName(self._words("confirm_amended.list"))
        dress_rows(self.table, self.model.widths)
        self.table.setWordWrap(True)

    def _lay_out(self, lead: str) -> None:
        words = self._words
        first = QLabel(lead, self)
        first.setWordWrap(True)
        right = QSplitter(Qt.Orientation.Vertical, self)
        for key, widget in (("confirm_amended.list", self.table), ("confirm_amended.difference", self.compare)):
            right.addWidget(self._titled(words(key), widget))
        right.setStretchFactor(1, 1)
        right.setSizes([160, 400])
        across = QSplitter(Qt.Orientation.Horizontal, self)
        across.addWidget(self._titled(words("signing.card"), self.card))
        across.addWidget(right)
        across.setStretchFactor(1, 1)
        across.setSizes(SIZES)
        for splitter in (right, across):
            splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(first)
        column.addWidget(across, 1)
        column.addWidget(self.verdict)
        column.addWidget(self.buttons)
        self.resize(1160, 720)

    def _titled(self, title: str, widget: QWidget) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        label = QLabel(title, box)
        label.setProperty("hint", "true")
        column.addWidget(label)
        column.addWidget(widget, 1)
        return box
