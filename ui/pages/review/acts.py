"""What the person does with the item as a whole: claim, return, pass, sign, put aside, give back, end."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.review import Conclusion
from reviewer_app.services.amended_check import AmendedCheck, check_amended
from reviewer_app.services.begin_review import BeginReview, begin_review
from reviewer_app.services.claim import Claim, claim
from reviewer_app.services.defer import Defer, defer
from reviewer_app.services.passing import Pass, pass_item
from reviewer_app.services.refer import Refer, refer
from reviewer_app.services.resume import Resume, resume
from reviewer_app.services.return_item import Point, ReturnItem, return_item
from reviewer_app.services.sign import PassAndSign, pass_and_sign
from reviewer_app.services.sign_amended import ConfirmAmendments, confirm_amendments
from reviewer_app.services.unclaim import Unclaim, unclaim
from reviewer_app.services.void import Void, void
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.confirm_amended import ConfirmAmendedDialog, ToConfirm
from ui.dialogs.mark import PointDialog
from ui.dialogs.return_item import ReturnDialog
from ui.dialogs.set_aside import Aside, AsideDialog
from ui.dialogs.sign_card import SignCardDialog
from ui.dialogs.unlock import KeyDoor
from ui.models.item_rows import leaf_title
from ui.models.review_state import MarkedFinding, ReviewState
from ui.models.signing_card import CardLine, card_lines
from ui.pages.review.commands import ItemCommands
from ui.pages.review.selection_row import Passage
from ui.pages.review.urgent_acts import UrgentActs


class ItemActs(QObject):
    """Asks what has to be asked, then runs the use case in its turn."""

    def __init__(self, front: Front, commands: ItemCommands, widget: QWidget) -> None:
        super().__init__(widget)
        self._front = front
        self._commands = commands
        self._widget = widget
        self._state: ReviewState | None = None
        self._door = KeyDoor(front, widget)
        self._pinned: list[tuple[str, Point]] = []
        self._urgent = UrgentActs(front, commands, widget, self._gone)

    def set_state(self, state: ReviewState) -> None:
        """The item as it was read last; another item begins without pinned points."""
        if self._state is None or self._state.view.facts.revision.id != state.view.facts.revision.id:
            self._pinned.clear()
        self._state = state

    @property
    def pinned(self) -> int:
        """How many points wait for 退回修改."""
        return len(self._pinned)

    @Slot()
    def on_claim(self) -> None:
        """签收并审查: two use cases, one press; what was claimed in 待办 is only begun."""
        if self._state is None or self._state.view.item.claimed_by is None:
            self._commands.run(claim, Claim)
        self._commands.run(begin_review, BeginReview)

    def pin(self, part: str, name: str, passage: Passage) -> bool:
        """Pin a point of return to a passage; it waits for 退回修改."""
        dialog = PointDialog(self._front.words, passage.text, self._widget)
        KeptText.of_dialog(self._front, f"point-{part}-{passage.start}-{passage.end}", dialog)
        if not dialog.exec():
            return False
        self._pinned.append((name, Point(part, dialog.text.text().strip(), None, passage.start, passage.end)))
        self._front.say("green", "point.kept", count=len(self._pinned))
        return True

    @Slot()
    def on_return(self) -> None:
        """退回修改, pinned to places."""
        state = self._state
        if state is None:
            return
        offered: dict[tuple[str, str, str], tuple[str, MarkedFinding]] = {}
        for part in state.view.parts:
            for one in state.findings[part.part.id]:
                if one.state in {"red", "amber"}:
                    offered.setdefault((part.part.id, one.finding.type.value, one.state), (part.part.name, one))
        dialog = ReturnDialog(self._front.words, list(offered.values()), self._pinned, self._widget)
        revision = state.view.facts.revision.id
        kept = KeptText(self._front, f"return-{revision}", dialog.typed, dialog.bring_back, dialog)
        dialog.edited.connect(kept.note)
        dialog.rejected.connect(kept.flush)
        if dialog.exec():
            points, reason = dialog.points, dialog.reason.toPlainText().strip()
            kept.flush()  # until it is returned indeed
            self._commands.run(
                return_item,
                lambda actor, item, version: ReturnItem(actor, item, version, reason, points),
                partial(self._returned, kept, len(points)),
            )

    def _returned(self, kept: KeptText, points: int, result: object) -> None:
        kept.forget()
        self._gone("review.returned", result, points=points)

    def pass_on(self, conclusion: Conclusion) -> None:
        """审查通过，送签批."""
        self._commands.run(
            pass_item,
            lambda actor, item, version: Pass(actor, item, version, conclusion),
            partial(self._gone, "review.passed"),
        )

    def pass_and_sign(self, conclusion: Conclusion) -> None:
        """Pass and sign in one act under a written authorisation: first the card, then the password where it is due."""
        state = self._state
        if state is None:
            return
        dialog = SignCardDialog(self._front.words, state.view.item.title, self._card(state, conclusion), self._widget)
        if dialog.exec():
            self._door.let(partial(self._pass_and_sign, conclusion))

    def confirm_amended(self, conclusion: Conclusion) -> None:
        """核对签批所附修改: read the comparison, then show it beside the list."""
        state = self._state
        if state is not None:
            front, item = self._front, state.view.item.id
            front.ask(self, partial(check_amended, front.desk, front.actor, item), partial(self._on_check, conclusion))

    def _on_check(self, conclusion: Conclusion, check: AmendedCheck) -> None:
        state = self._state
        if state is None or state.view.item.id != check.condition.item:
            return
        what = ToConfirm(state.view, check, self._card(state, conclusion))
        if ConfirmAmendedDialog(self._front, what, self._widget).exec():
            self._door.let(partial(self._confirm, conclusion))

    def _pass_and_sign(self, conclusion: Conclusion) -> None:
        session = self._front.session
        if session is not None:
            self._commands.run(
                pass_and_sign,
                lambda actor, item, version: PassAndSign(Pass(actor, item, version, conclusion), session.signer),
                partial(self._gone, "review.signed"),
            )

    def _confirm(self, conclusion: Conclusion) -> None:
        session = self._front.session
        if session is not None:
            self._commands.run(
                confirm_amendments,
                lambda actor, item, version: ConfirmAmendments(Pass(actor, item, version, conclusion), session.signer),
                partial(self._gone, "confirm_amended.done"),
            )

    def _card(self, state: ReviewState, conclusion: Conclusion) -> tuple[CardLine, ...]:
        title = partial(leaf_title, self._front.desk.toolbox.catalogue)
        return card_lines(self._front.words, state.view, title, conclusion)

    @Slot(str)
    def on_other(self, name: str) -> None:
        """暂缓公开, 报请确定, 作废, 退还签收, 紧急发布, 应急计时."""
        if name == "alarm":
            self._urgent.alarm()
            return
        if name == "urgent":
            if self._state is not None:
                self._urgent.release(self._state.view.item.id)
            return
        if name == "unclaim":
            self._commands.run(unclaim, Unclaim, partial(self._gone, "aside.done.unclaim"))
            return
        self._aside(Aside(name))

    @Slot()
    def on_resume(self) -> None:
        """恢复审查."""
        self._aside(Aside.RESUME)

    def _aside(self, what: Aside) -> None:
        dialog = AsideDialog(self._front.words, what, self._front.desk.today(), self._widget)
        item = self._state.view.item.id if self._state is not None else ""
        KeptText.of_dialog(self._front, f"{what.value}-{item}", dialog)
        if not dialog.exec():
            return
        reason, day, authority = dialog.words_, dialog.chosen_day, dialog.authority.text().strip()
        acts: dict[Aside, tuple[Callable[..., Any], Callable[[str, str, int], Any]]] = {
            Aside.DEFER: (defer, lambda actor, item, version: Defer(actor, item, version, reason, day)),
            Aside.REFER: (refer, lambda actor, item, version: Refer(actor, item, version, authority, reason)),
            Aside.VOID: (void, lambda actor, item, version: Void(actor, item, version, reason)),
            Aside.RESUME: (resume, lambda actor, item, version: Resume(actor, item, version, reason)),
        }
        handler, make = acts[what]
        self._commands.run(handler, make, partial(self._gone, f"aside.done.{what.value}"))

    def _gone(self, key: str, _result: object, **values: int) -> None:
        """The item moved on: say so; what comes next is in 待办."""
        item = self._state.view.item if self._state else None
        self._front.say("green", key, title=item.title if item else "", **values)
        self._front.changed.emit(item.id if item else "")
