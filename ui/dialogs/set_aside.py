"""暂缓公开、报请确定、作废、恢复审查: each asks for its reason, and for a day or an authority where it needs one."""

from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.text import Words

AGAIN_AFTER = 30
"""Days after which a deferred item is looked at again, unless another day is chosen."""


class Aside(StrEnum):
    """What the dialog asks for; names are texts `aside.<value>`."""

    DEFER = "defer"
    REFER = "refer"
    VOID = "void"
    RESUME = "resume"


class AsideDialog(QDialog):
    """Collects the reason; which fields there are depends on what is done."""

    def __init__(self, words: Words, what: Aside, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what = what
        self.setWindowTitle(words(f"aside.{what.value}"))
        hint = QLabel(words(f"aside.{what.value}.hint"), self)
        hint.setWordWrap(True)
        self.day = QDateEdit(self)
        self.day.setAccessibleName(words("aside.day"))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy-MM-dd")
        first, usual = today + timedelta(days=1), today + timedelta(days=AGAIN_AFTER)
        self.day.setMinimumDate(QDate(first.year, first.month, first.day))
        self.day.setDate(QDate(usual.year, usual.month, usual.day))
        self.authority = QLineEdit(self)
        self.authority.setAccessibleName(words("secrecy.authority"))
        self.reason = QPlainTextEdit(self)
        self.reason.setAccessibleName(words("attribute.reason"))
        self.reason.setTabChangesFocus(True)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words(f"aside.{what.value}.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(hint)
        form = QFormLayout()
        form.addRow(words("aside.day"), self.day)
        form.addRow(words("secrecy.authority"), self.authority)
        form.addRow(words("attribute.reason"), self.reason)
        form.setRowVisible(0, what is Aside.DEFER)
        form.setRowVisible(1, what is Aside.REFER)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.reason.textChanged.connect(self.on_changed)
        self.authority.textChanged.connect(self.on_changed)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.resize(460, 260)
        self.on_changed()

    @property
    def words_(self) -> str:
        """The reason as written."""
        return self.reason.toPlainText().strip()

    @property
    def chosen_day(self) -> date:
        """When a deferred item is looked at again."""
        day = self.day.date()
        return date(day.year(), day.month(), day.day())

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A reason always, an authority where one is asked."""
        asked = self._what is not Aside.REFER or bool(self.authority.text().strip())
        self.ok.setEnabled(asked and bool(self.words_))
