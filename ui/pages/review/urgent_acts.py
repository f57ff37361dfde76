"""紧急发布 and 应急计时 from the review page: ask, then run the use case in its turn."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer_app.domain.actors import User
from reviewer_app.domain.urgent import TelephoneApproval
from reviewer_app.services.raise_alarm import RaiseAlarm, raise_alarm
from reviewer_app.services.release_urgent import ReleaseUrgent, release_urgent
from reviewer_app.services.reviewing import minute
from ui.actions.front import Front
from ui.actions.kept_text import KeptText
from ui.dialogs.urgent import AlarmDialog, UrgentDialog
from ui.pages.review.commands import ItemCommands


class UrgentActs(QObject):
    """`gone` is told when the item went out."""

    def __init__(
        self, front: Front, commands: ItemCommands, widget: QWidget, gone: Callable[[str, TelephoneApproval], None]
    ) -> None:
        super().__init__(widget)
        self._front = front
        self._commands = commands
        self._widget = widget
        self._gone = gone

    def release(self, item: str) -> None:
        """紧急发布: read who is there, then ask."""
        self._front.ask(self, partial(_people, self._front), partial(self._ask, item))

    def alarm(self) -> None:
        """应急计时."""
        dialog = AlarmDialog(self._front.words, self._front.desk.clock.now(), self._widget)
        kind, known_at = (dialog.kind.value, dialog.known_at) if dialog.exec() else (None, None)
        if kind is not None and known_at is not None:
            self._commands.run(
                raise_alarm, lambda actor, item, version: RaiseAlarm(actor, item, version, kind, known_at),
                lambda _item: self._front.say("amber", "alarm.done", at=minute(known_at)),
            )

    def _ask(self, item: str, people: tuple[User, ...]) -> None:
        front = self._front
        dialog = UrgentDialog(front.words, people, front.actor, front.desk.clock.now(), self._widget)
        KeptText.of_dialog(front, f"urgent-{item}", dialog)
        if not dialog.exec():
            return
        approver, caller = dialog.approver.value, dialog.caller.value
        at, chosen, reason = dialog.approved_at, dialog.chosen, dialog.reason.toPlainText().strip()
        if approver is None or caller is None:
            return
        self._commands.run(
            release_urgent,
            lambda actor, item_, version: ReleaseUrgent(
                actor, item_, version, approver.id, at, caller.id, chosen, reason
            ),
            partial(self._gone, "urgent.done"),
        )


def _people(front: Front) -> tuple[User, ...]:
    with front.desk.uow(front.actor, writing=False) as uow:
        return tuple(user for user in uow.users.find() if user.active)
