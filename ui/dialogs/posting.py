"""张贴登记, and what the sheet for the board wants to know before it is printed."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QDate, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from ui.dialogs.frame import answers, column_of
from ui.dialogs.online import WIDTH, from_wall, moment_edit
from ui.dialogs.online_file import FilePick
from ui.text import Words
from ui.widgets.choice import ChoiceBox

PHOTOS = 3


class PostingDialog(QDialog):
    """Collects one record; nothing is written before 登记张贴."""

    def __init__(
        self, words: Words, title: str, now: datetime, until: date | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("queue.act.record_posting"))
        column = column_of(self, title)
        self.place = QLineEdit(self)
        self.place.setPlaceholderText(words("posting.place_hint"))
        self.poster = QLineEdit(self)
        self.since = moment_edit(words, "posting.since", now, self)
        self.until_edit = QDateEdit(self)
        self.until_edit.setDisplayFormat("yyyy-MM-dd")
        self.until_edit.setCalendarPopup(True)
        self.until_edit.setDate(_day(until or now.date()))
        self.photos = tuple(
            FilePick(words, words("posting.photo_hint"), words("queue.file.pictures"), self) for _ in range(PHOTOS))
        form = QFormLayout()
        for key, field in (("posting.place", self.place), ("posting.poster", self.poster),
                           ("posting.since", self.since), ("posting.until", self.until_edit)):
            field.setAccessibleName(words(key))
            form.addRow(words(key), field)
        for number, photo in enumerate(self.photos, 1):
            form.addRow(words("posting.photo", number=number), photo)
        column.addLayout(form)
        self.buttons, self.ok = answers(self, words("posting.save"), words("queue.cancel"))
        column.addWidget(self.buttons)
        for field in (self.place, self.poster):
            field.textChanged.connect(self.on_changed)
        self.on_changed()
        self.resize(WIDTH, 0)

    @property
    def posted_at(self) -> datetime:
        """Since when it hangs."""
        return from_wall(self.since.dateTime())

    @property
    def until(self) -> date:
        """The last day."""
        day = self.until_edit.date()
        return date(day.year(), day.month(), day.day())

    @property
    def files(self) -> tuple[Path, ...]:
        """The photographs that were chosen."""
        return tuple(photo.path for photo in self.photos if photo.path is not None)

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A record has a board and a person."""
        self.ok.setEnabled(bool(self.place.text().strip() and self.poster.text().strip()))


class BoardDialog(QDialog):
    """Asks for the paper and the telephone; `wanted` says whether to print (else: to a file)."""

    wanted = Signal(bool)

    def __init__(
        self, words: Words, title: str, sizes: Sequence[str], phones: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("board.title"))
        column = column_of(self, title)
        self.size_: ChoiceBox[str] = ChoiceBox(self)
        self.size_.setAccessibleName(words("board.size"))
        self.size_.fill((size, size) for size in sizes)
        self.phone_edit = QComboBox(self)
        self.phone_edit.setEditable(True)
        self.phone_edit.setAccessibleName(words("board.phone"))
        self.phone_edit.setToolTip(words("board.phone_hint"))
        self.phone_edit.addItems(list(phones))
        form = QFormLayout()
        form.addRow(words("board.size"), self.size_)
        form.addRow(words("board.phone"), self.phone_edit)
        column.addLayout(form)
        self.buttons = QDialogButtonBox(self)
        self.print_ = self.buttons.addButton(words("board.print"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save = self.buttons.addButton(words("board.save"), QDialogButtonBox.ButtonRole.ActionRole)
        self.save.setProperty("kind", "primary")
        self.buttons.addButton(words("queue.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        self.print_.clicked.connect(self.on_print)
        self.save.clicked.connect(self.on_save)
        self.buttons.rejected.connect(self.reject)
        self.phone_edit.currentTextChanged.connect(self.on_changed)
        self.on_changed()
        self.resize(WIDTH, 0)

    @property
    def phone(self) -> str:
        """The telephone for complaints."""
        return self.phone_edit.currentText().strip()

    @property
    def paper(self) -> str:
        """A4 or A3."""
        return self.size_.value or ""

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A notice says whom to call."""
        for button in (self.print_, self.save):
            button.setEnabled(bool(self.phone))

    @Slot()
    def on_print(self) -> None:
        """To a printer."""
        self.wanted.emit(True)  # noqa: FBT003 - Qt's signature

    @Slot()
    def on_save(self) -> None:
        """To a file."""
        self.wanted.emit(False)  # noqa: FBT003 - Qt's signature


def _day(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
