"""保留名单: what the office has learnt to keep; a second person confirms every line, anybody who reviews revokes it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.keeps import Keep
from reviewer_app.services.desk import Desk
from reviewer_app.services.keep_list import (
    AnswerKeep,
    KeepLine,
    ProposeKeep,
    confirm_keep,
    keep_lines,
    propose_keep,
    revoke_keep,
)
from ui.actions.front import Front
from ui.dialogs.keep_form import KeepForm, TypedKeep
from ui.models.rows import Column
from ui.pages.settings.tab import ListTab
from ui.text import Words


def state_of(words: Words, line: KeepLine) -> str:
    """Where a line stands, in words."""
    keep = line.keep
    if keep.revoked_at:
        return words("keeps.state.revoked", who=line.revoked_by, day=keep.revoked_at.date())
    if keep.waiting:
        return words("keeps.state.waiting")
    return words("keeps.state.in_force" if line.in_force else "keeps.state.over", until=keep.until)


def confirmed_by(line: KeepLine) -> str:
    """The second person and the day, or nothing."""
    return f"{line.confirmed_by} {line.keep.confirmed_at.date()}" if line.keep.confirmed_at else "—"


class KeepsTab(ListTab[KeepLine]):
    """The list with 提出, 确认 and 撤销."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        words = front.words
        columns: tuple[Column[KeepLine], ...] = (
            Column(words("keeps.kind"), lambda line: words(f"act.kind.{line.keep.kind.value}"), width=110),
            Column(words("keeps.value"), lambda line: line.keep.value, width=170),
            Column(words("keeps.reason"), lambda line: line.keep.reason, tip=lambda line: line.keep.reason, width=220),
            Column(words("keeps.proposed"), lambda line: f"{line.proposed_by} {line.keep.proposed_at.date()}",
                   width=170),
            Column(words("keeps.confirmed"), confirmed_by, width=170),
            Column(words("keeps.state"), lambda line: state_of(words, line), width=260),
        )
        super().__init__(front, "keeps.hint", "settings.keeps", columns, parent, empty_key="empty.keeps")
        self.add_button = self.button("keeps.add", "primary")
        self.confirm_button = self.button("keeps.confirm")
        self.revoke_button = self.button("keeps.revoke")
        self.add_buttons(self.revoke_button, self.confirm_button, self.add_button,
                         needing_row=(self.confirm_button, self.revoke_button))
        self.add_button.setVisible(front.may(Permission.ITEM_REVIEW))
        self.add_button.clicked.connect(self.add)
        self.confirm_button.clicked.connect(self.confirm)
        self.revoke_button.clicked.connect(self.revoke)

    def reload(self) -> None:
        """Read the list: it is not among what an administrator sees."""
        self.front.ask(self, partial(keep_lines, self.front.desk, self.front.actor), self.on_lines)

    @Slot(object)
    def on_lines(self, lines: tuple[KeepLine, ...]) -> None:
        """Show it."""
        self.show_rows(lines)

    @Slot()
    def refresh_buttons(self, *_args: object) -> None:
        """Confirm what waits, revoke what is not revoked."""
        line = self.selected()
        if hasattr(self, "revoke_button"):  # the base class asks before there are buttons
            self.confirm_button.setEnabled(line is not None and line.keep.waiting)
            self.revoke_button.setEnabled(line is not None and line.keep.revoked_at is None)

    @Slot()
    def add(self) -> None:
        """Ask for a value."""
        self._form = KeepForm(self.front.words, self.front.desk.today(), self)
        self._form.given.connect(self.on_given)
        self.ask(self._form)

    @Slot(object)
    def on_given(self, typed: TypedKeep) -> None:
        """Forward to the use case."""
        command = ProposeKeep(self.front.actor, typed.kind, typed.value, typed.reason, typed.until)
        self.front.do(self._form, propose_keep, command, self.on_proposed)

    @Slot(object)
    def on_proposed(self, kept: object) -> None:
        """It waits for the second person."""
        self._form.done_with(kept)
        self.front.say("amber", "keeps.proposed_said")
        self.reload()

    @Slot()
    def confirm(self) -> None:
        """As the second person."""
        self._answer(confirm_keep)

    @Slot()
    def revoke(self) -> None:
        """Off the list at once."""
        self._answer(revoke_keep)

    def _answer(self, use_case: Callable[[Desk, AnswerKeep], Keep]) -> None:
        line = self.selected()
        if line is not None:
            command = AnswerKeep(self.front.actor, line.keep.id, line.keep.version)
            self.front.do(self, use_case, command, self.on_answered)

    @Slot(object)
    def on_answered(self, _kept: object) -> None:
        """Show the list anew."""
        self.reload()
