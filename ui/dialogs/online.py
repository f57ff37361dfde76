"""登记上网: where it was seen live, when, and a screenshot."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QTime, Slot
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ports.clock import SHANGHAI
from ui.dialogs.online_file import FilePick
from ui.text import Words

WIDTH = 520


def moment_edit(words: Words, key: str, now: datetime, parent: QWidget) -> QDateTimeEdit:
    """A field for a moment in the office's time."""
    edit = QDateTimeEdit(to_wall(now), parent)
    edit.setDisplayFormat("yyyy-MM-dd HH:mm")
    edit.setCalendarPopup(True)
    edit.setAccessibleName(words(key))
    return edit


def to_wall(moment: datetime) -> QDateTime:
    """The office's wall clock as Qt has it."""
    local = moment.astimezone(SHANGHAI)
    return QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))


def from_wall(shown: QDateTime) -> datetime:
    """The instant of a wall clock time of the office."""
    day, time = shown.date(), shown.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=SHANGHAI)


class OnlineDialog(QDialog):
    """Collects one record; nothing is written before 登记."""

    def __init__(self, words: Words, title: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("queue.act.record_online"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        head = QLabel(title, self)
        head.setWordWrap(True)
        column.addWidget(head)
        form = QFormLayout()
        self.address_edit = QLineEdit(self)
        self.address_edit.setPlaceholderText(words("queue.online.address_hint"))
        self.address_edit.setAccessibleName(words("queue.online.address"))
        self.time_edit = moment_edit(words, "queue.online.time", now, self)
        self.file = FilePick(words, words("queue.online.screenshot"), words("queue.file.pictures"), self)
        form.addRow(words("queue.online.address"), self.address_edit)
        form.addRow(words("queue.online.time"), self.time_edit)
        form.addRow(words("queue.online.evidence"), self.file)
        column.addLayout(form)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("queue.online.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.ok.setProperty("kind", "primary")
        self.buttons.addButton(words("queue.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.address_edit.textChanged.connect(self.on_changed)
        self.on_changed()
        self.resize(WIDTH, 0)

    @property
    def address(self) -> str:
        """The address or the board."""
        return self.address_edit.text().strip()

    @property
    def seen_at(self) -> datetime:
        """When it was seen."""
        return from_wall(self.time_edit.dateTime())

    @property
    def evidence(self) -> Path | None:
        """The screenshot, or None."""
        return self.file.path

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A record has an address."""
        self.ok.setEnabled(bool(self.address))
