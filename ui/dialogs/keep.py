"""依法保留 asks for the exemption: kind, article, fields, end date (rulebook §3.4, F69)."""

from datetime import date

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.legal import LegalBasis
from reviewer_app.domain.review import ExemptionKind
from ui.text import Words
from ui.widgets.choice import ChoiceBox

MAX_ARTICLE = 300


class KeepDialog(QDialog):
    """Collects an exemption for one type of finding."""

    def __init__(self, words: Words, field: FindingType, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self.setWindowTitle(words("exempt.title"))
        column = QVBoxLayout(self)
        form = QFormLayout()
        self.kind: ChoiceBox[ExemptionKind] = ChoiceBox(self)
        self.kind.fill((words(f"exempt.{kind.value}"), kind) for kind in ExemptionKind)
        self.regulation = QLineEdit(self)
        self.version = QLineEdit(self)
        self.article = QSpinBox(self)
        self.article.setRange(0, MAX_ARTICLE)
        self.ends = QCheckBox(words("exempt.until"), self)
        self.until = QDateEdit(QDate.currentDate().addYears(1), self)
        self.until.setDisplayFormat("yyyy-MM-dd")
        self.until.setCalendarPopup(True)
        self.until.setEnabled(False)
        self.reason = QPlainTextEdit(self)
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(80)
        for label, widget in (
            ("exempt.kind", self.kind), ("exempt.regulation", self.regulation), ("exempt.version", self.version),
            ("exempt.article", self.article), ("exempt.reason", self.reason),
        ):
            widget.setAccessibleName(words(label))
            form.addRow(words(label), widget)
        self.until.setAccessibleName(words("exempt.until"))
        form.addRow(self.ends, self.until)
        column.addWidget(QLabel(_told(words, field), self))
        column.addLayout(form)
        self.buttons = QDialogButtonBox(self)
        self.ok = self.buttons.addButton(words("exempt.save"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(words("dialog.cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        column.addWidget(self.buttons)
        self.ends.toggled.connect(self.until.setEnabled)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.regulation.textChanged.connect(self.on_changed)
        self.reason.textChanged.connect(self.on_changed)
        self.on_changed()

    @property
    def basis(self) -> LegalBasis:
        """The article; what a person typed is his word, so it counts as verified by him."""
        return LegalBasis(self.regulation.text().strip(), self.version.text().strip(), self.article.value() or None)

    @property
    def end(self) -> date | None:
        """The last day it holds."""
        day = self.until.date()
        return date(day.year(), day.month(), day.day()) if self.ends.isChecked() else None

    @property
    def fields(self) -> tuple[FindingType, ...]:
        """What may stay."""
        return (self._field,)

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """An exemption has a regulation and a reason."""
        self.ok.setEnabled(bool(self.regulation.text().strip() and self.reason.toPlainText().strip()))


def _told(words: Words, field: FindingType) -> str:
    """What it is that may be kept."""
    return words("missing.named", name=words("exempt.fields"), value=words(f"type.{field.value}"))
