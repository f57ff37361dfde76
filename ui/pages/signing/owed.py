"""待补签: what went out on an approval by telephone; the approver signs for it here."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.actors import Permission
from reviewer_app.ports.read_models import Rows
from reviewer_app.services.make_good import MakeGood, Owed, make_good, owed
from reviewer_app.services.reviewing import minute
from ui.actions.front import Front
from ui.dialogs.paper_sign import OwedPaperWish, PaperSignDialog, record_owed_paper
from ui.dialogs.unlock import KeyDoor
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab


class OwedPanel(ListTab[Owed]):
    """Red until signed; only the person who agreed may sign."""

    counted = Signal(int)

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[Owed], ...] = (
            Column(words("owed.item"), lambda row: row.item.title, lambda _row: "red", tip=lambda row: row.item.title,
                   width=340),
            Column(words("owed.state"), lambda row: words(f"state.{row.item.state}"), width=110),
            Column(words("urgent.approver"), lambda row: row.approver, width=110),
            Column(words("urgent.at"), lambda row: minute(row.approval.approved_at), width=150),
            Column(words("urgent.caller"), lambda row: row.caller, width=110),
            Column(words("owed.deferred"), lambda row: _deferred(front, row), tip=lambda row: _deferred(front, row)),
        )
        super().__init__(front, "owed.hint", "owed.list", columns, parent, empty_key="empty.owed")
        self._door = KeyDoor(front, self)
        self.sign_button = self.button("owed.sign", "primary")
        self.paper_button = self.button("owed.paper")
        self.add_buttons(self.sign_button, self.paper_button, needing_row=(self.sign_button, self.paper_button))
        self.sign_button.setVisible(front.may(Permission.ITEM_SIGN))
        self.paper_button.setVisible(front.may(Permission.ITEM_SIGN_PAPER))
        self.sign_button.clicked.connect(self.on_sign)
        self.paper_button.clicked.connect(self.on_paper)

    def reload(self) -> None:
        """Read what is owed."""
        if self.front.may(Permission.LOG_READ):
            self.front.ask(self, partial(owed, self.front.desk, self.front.actor), self.on_owed)

    @Slot(object)
    def on_owed(self, rows: Sequence[Owed]) -> None:
        """Show it."""
        self.model.restart(Rows(tuple(rows), None))
        if rows:
            self.table.selectRow(0)
        self.refresh_buttons()
        self.counted.emit(len(rows))

    @Slot()
    def on_sign(self) -> None:
        """补签: unlock where the key is locked, then sign."""
        row = self.selected()
        if row is not None:
            self._door.let(partial(self._sign, row))

    @Slot()
    def on_paper(self) -> None:
        """补签 on paper: the day on the form that the approver signed, and its scan."""
        row = self.selected()
        if row is None:
            return
        front = self.front
        dialog = PaperSignDialog(front.words, row.item.title, (row.signatory,), front.desk.today(), self)
        answered = bool(dialog.exec())
        dialog.deleteLater()
        if answered and dialog.scan is not None:
            approval = row.approval
            wish = OwedPaperWish(front.actor, approval.id, approval.version, dialog.signed_on, dialog.scan)
            front.do(self, record_owed_paper, wish, partial(self._signed, row.item.title), item=row.item.id)

    def _sign(self, row: Owed) -> None:
        session = self.front.session
        if session is not None:
            command = MakeGood(self.front.actor, row.approval.id, row.approval.version, session.signer)
            self.front.do(self, make_good, command, partial(self._signed, row.item.title), item=row.item.id)

    def _signed(self, title: str, _result: object) -> None:
        self.front.say("green", "owed.done", title=title)
        self.reload()


def _deferred(front: Front, row: Owed) -> str:
    return front.words("missing.join").join(front.words(f"missing.{one}") for one in row.approval.deferred) or "—"
