"""新建书面授权: which reviewer may pass and sign in one act, for which columns, from when to when, on which paper."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import User
from ui.text import Words
from ui.widgets.choice import ChoiceBox

COLUMN_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class AuthoriseDialog(QDialog):
    """Asks; the use case decides whether it may be."""

    def __init__(
        self, words: Words, reviewers: Sequence[User], columns: Sequence[tuple[str, str]], today: date,
        parent: QWidget | None = None,
    ) -> None:
        """`columns` are (id, title) of the leaves of the 责任表."""
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("authorise.title"))
        self.grantee: ChoiceBox[User] = ChoiceBox(self)
        self.grantee.setAccessibleName(words("authorise.grantee"))
        self.grantee.fill((f"{user.name}（{user.unit}）", user) for user in reviewers)
        self.model = QStandardItemModel(self)
        for id_, title in columns:
            item = QStandardItem(title)
            item.setCheckable(True)
            item.setEditable(False)
            item.setData(id_, COLUMN_ROLE)
            self.model.appendRow(item)
        self.columns = QListView(self)
        self.columns.setModel(self.model)
        self.columns.setAccessibleName(words("authorise.columns"))
        self.start = self._day("authorise.from", today)
        self.end = self._day("authorise.until", date(today.year, 12, 31))
        self.document = QLineEdit(self)
        self.document.setAccessibleName(words("authorise.document"))
        self.document.setPlaceholderText(words("authorise.document.hint"))
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("authorise.ok"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self.model.itemChanged.connect(self.refresh)
        self.document.textChanged.connect(self.refresh)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.refresh()

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the ticked columns."""
        items = [self.model.item(row) for row in range(self.model.rowCount())]
        return frozenset(
            str(item.data(COLUMN_ROLE)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    @property
    def period(self) -> tuple[date, date]:
        """First and last day."""
        first, last = self.start.date(), self.end.date()
        return date(first.year(), first.month(), first.day()), date(last.year(), last.month(), last.day())

    @Slot()
    def refresh(self, *_args: object) -> None:
        """An authorisation wants columns, a person and its paper."""
        self.ok.setEnabled(bool(self.chosen and self.document.text().strip() and self.grantee.value))

    def _day(self, key: str, day: date) -> QDateEdit:
        made = QDateEdit(QDate(day.year, day.month, day.day), self)
        made.setCalendarPopup(True)
        made.setDisplayFormat("yyyy-MM-dd")
        made.setAccessibleName(self._words(key))
        return made

    def _lay_out(self) -> None:
        words = self._words
        hint = QLabel(words("authorise.hint"), self)
        hint.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(12)
        form.addRow(words("authorise.grantee"), self.grantee)
        form.addRow(words("authorise.columns"), self.columns)
        form.addRow(words("authorise.from"), self.start)
        form.addRow(words("authorise.until"), self.end)
        form.addRow(words("authorise.document"), self.document)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(16)
        column.addWidget(hint)
        column.addLayout(form, 1)
        column.addWidget(self.buttons)
        self.resize(520, 520)
