"""登记上网: where it was seen live, when, and a screenshot."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone, Slot
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from reviewer_app.ports.clock import SHANGHAI
from ui.dialogs.frame import answers, column_of
from ui.dialogs.online_file import FilePick
from ui.text import Words

WIDTH = 520


def moment_edit(words: Words, key: str, now: datetime, parent: QWidget) -> QDateTimeEdit:
    """A field for a moment in the office's time."""
    edit = QDateTimeEdit(parent)
    edit.setTimeZone(_zone())  # a machine set to another zone may have hours that the office's clock does not skip
    edit.setDateTime(to_wall(now))
    edit.setDisplayFormat("yyyy-MM-dd HH:mm")
    edit.setCalendarPopup(True)
    edit.setAccessibleName(words(key))
    return edit


def to_wall(moment: datetime) -> QDateTime:
    """The office's wall clock as Qt has it."""
    local = moment.astimezone(SHANGHAI)
    return QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute), _zone())


def _zone() -> QTimeZone:
    return QTimeZone(b"Asia/Shanghai")


def from_wall(shown: QDateTime) -> datetime:
    """The instant of a wall clock time of the office."""
    day, time = shown.date(), shown.time()
    return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=SHANGHAI)


class OnlineDialog(QDialog):
    """Collects one record; nothing is written before 登记."""

    def __init__(self, words: Words, title: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("queue.act.record_online"))
        column = column_of(self, title)
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
        self.buttons, self.ok = answers(self, words("queue.online.save"), words("queue.cancel"))
        column.addWidget(self.buttons)
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
