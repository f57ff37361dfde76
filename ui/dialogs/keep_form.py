"""提出保留: kind, value, reason and last day of what the office wants to keep from now on."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QWidget

from reviewer_app.domain.keeps import KeepKind
from ui.dialogs.office_forms import OfficeForm
from ui.text import Words
from ui.widgets.choice import ChoiceBox


@dataclass(frozen=True, slots=True)
class TypedKeep:
    """What was typed."""

    kind: KeepKind
    value: str
    reason: str
    until: date


class KeepForm(OfficeForm):
    """Gives a `TypedKeep`; the last day stands a year ahead at first."""

    def __init__(self, words: Words, today: date, parent: QWidget | None = None) -> None:
        super().__init__(words, words("keeps.add"), parent)
        self.kind: ChoiceBox[KeepKind] = ChoiceBox(self)
        self.kind.setAccessibleName(words("keeps.kind"))
        self.kind.fill((words(f"act.kind.{kind.value}"), kind) for kind in KeepKind)
        self.form.addRow(words("keeps.kind"), self.kind)
        self.value_line = self.line("keeps.value")
        self.reason = self.line("keeps.reason")
        self.until = QDateEdit(QDate(today.year, today.month, today.day).addYears(1), self)
        self.until.setCalendarPopup(True)
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.until.setAccessibleName(words("keeps.until"))
        self.form.addRow(words("keeps.until"), self.until)

    def value(self) -> TypedKeep:
        """What was typed."""
        day = self.until.date()
        return TypedKeep(self.kind.value or KeepKind.OFFICIAL, self.value_line.text(), self.reason.text(),
                         date(day.year(), day.month(), day.day()))
