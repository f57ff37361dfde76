"""紧急发布: who agreed by telephone, when, who called, through which channels, and why it cannot wait."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from reviewer_app.domain.actors import Permission, User, may
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.urgent import AlarmKind
from reviewer_app.rules.channels import channels
from ui.dialogs.frame import answers, column_of
from ui.dialogs.online import from_wall, moment_edit
from ui.text import Words
from ui.widgets.choice import ChoiceBox


class UrgentDialog(QDialog):
    """Collects what the use case asks for; what stops even an emergency is the use case's to say."""

    def __init__(
        self, words: Words, people: Sequence[User], me: str, now: datetime, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("urgent.title"))
        hint = QLabel(words("urgent.hint"), self)
        hint.setWordWrap(True)
        hint.setProperty("level", "red")
        self.approver: ChoiceBox[User] = ChoiceBox(self)
        self.approver.setAccessibleName(words("urgent.approver"))
        self.approver.fill((one.name, one) for one in people if one.id != me and may(one, Permission.ITEM_SIGN))
        self.caller: ChoiceBox[User] = ChoiceBox(self)
        self.caller.setAccessibleName(words("urgent.caller"))
        self.caller.fill((one.name, one) for one in people if one.active)
        self.caller.choose(next((one for one in people if one.id == me), None))
        self.at = moment_edit(words, "urgent.at", now, self)
        self.channels = {
            one.id: QCheckBox(one.title, self) for one in channels().values() if Audience.ALL in one.audiences
        }
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(words("urgent.reason"))
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(72)
        self.buttons, self.ok = answers(self, words("urgent.ok"), words("dialog.cancel"), "danger")
        self._lay_out(words, hint)
        next(iter(self.channels.values())).setChecked(True)
        self.reason.textChanged.connect(self.on_changed)
        for box in self.channels.values():
            box.toggled.connect(self.on_changed)
        self.on_changed()

    @property
    def approved_at(self) -> datetime:
        """When it was agreed, the office's time."""
        return from_wall(self.at.dateTime())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The channels ticked."""
        return tuple(id_ for id_, box in self.channels.items() if box.isChecked())

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """Somebody who agreed, a channel and a reason."""
        self.ok.setEnabled(
            self.approver.value is not None and bool(self.chosen) and bool(self.reason.toPlainText().strip())
        )

    def _lay_out(self, words: Words, hint: QLabel) -> None:
        boxes = QWidget(self)
        grid = QGridLayout(boxes)
        grid.setContentsMargins(0, 0, 0, 0)
        for number, box in enumerate(self.channels.values()):
            grid.addWidget(box, number // 3, number % 3)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(words("urgent.approver"), self.approver)
        form.addRow(words("urgent.at"), self.at)
        form.addRow(words("urgent.caller"), self.caller)
        form.addRow(words("judge.channels"), boxes)
        form.addRow(words("urgent.reason"), self.reason)
        column = column_of(self)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(520)


class AlarmDialog(QDialog):
    """应急计时: what kind of event, and when the office learnt of it."""

    def __init__(self, words: Words, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("alarm.title"))
        hint = QLabel(words("alarm.hint"), self)
        hint.setWordWrap(True)
        self.kind: ChoiceBox[AlarmKind] = ChoiceBox(self)
        self.kind.setAccessibleName(words("alarm.kind"))
        self.kind.fill((words(f"alarm.{one.value}"), one) for one in AlarmKind)
        self.at = moment_edit(words, "alarm.known_at", now, self)
        self.buttons, self.ok = answers(self, words("alarm.ok"), words("dialog.cancel"), None)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow(words("alarm.kind"), self.kind)
        form.addRow(words("alarm.known_at"), self.at)
        column = column_of(self)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.setMinimumWidth(440)

    @property
    def known_at(self) -> datetime:
        """When it became known, the office's time."""
        return from_wall(self.at.dateTime())
