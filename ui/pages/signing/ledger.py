"""月度台账: the month's 登记台账 and 汇总表 as one workbook, with the code that anchors the log on paper."""

from datetime import date

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QDateEdit, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.actions.front import Front
from ui.dialogs.sign_saving import FormSaver


class LedgerPanel(QWidget):
    """A month and a button."""

    def __init__(self, front: Front, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        words, today = front.words, front.desk.today()
        self.forms = FormSaver(front, self)
        self.month = QDateEdit(QDate(today.year, today.month, 1), self)
        self.month.setDisplayFormat("yyyy-MM")
        self.month.setMaximumDate(QDate(today.year, today.month, today.day))
        self.month.setAccessibleName(words("monthly.choose"))
        self.export = QPushButton(words("monthly.export"), self)
        self.export.setProperty("kind", "primary")
        hint = QLabel(words("monthly.about"), self)
        hint.setProperty("hint", "true")
        hint.setWordWrap(True)
        form = QFormLayout()
        form.addRow(words("monthly.choose"), self.month)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(16)
        column.addWidget(hint)
        column.addLayout(form)
        column.addWidget(self.export)
        column.addStretch(1)
        self.month.setMaximumWidth(160)
        self.export.setMaximumWidth(280)
        self.export.clicked.connect(self.on_export)

    @Slot()
    def on_export(self) -> None:
        """Ask where to and write it."""
        chosen = self.month.date()
        self.forms.save_ledger(date(chosen.year(), chosen.month(), 1))
