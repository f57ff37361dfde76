"""责任表: the form that changes one leaf, and the comparison with the upper catalogue."""

from msgspec.structs import replace
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.legal import Audience
from reviewer_app.ports.read_models import Rows
from reviewer_app.rules.catalogue import Column as Leaf
from reviewer_app.rules.catalogue import ColumnDue
from reviewer_app.rules.channels import channels
from reviewer_app.services.upper_catalogue import GapLine, GapTable
from ui.dialogs.office_forms import OfficeForm
from ui.dialogs.rows_table import table_of
from ui.models.rows import Column, RowsModel
from ui.text import Words
from ui.widgets.choice import ChoiceBox

MOST_MONTHS, MOST_DAYS, MOST_RISK = 60, 250, 3
AUDIENCES = (Audience.ALL, Audience.GROUP, Audience.APPLICANT)
LEVELS = {"no_leaf": "red", "unpublished": "amber", "published": "green"}


class LeafForm(OfficeForm):
    """Everything of a leaf that an office sets for itself. Gives a `Column`."""

    def __init__(self, words: Words, leaf: Leaf, parent: QWidget | None = None) -> None:
        super().__init__(words, f"{leaf.id} {leaf.title}", parent)
        self._leaf = leaf
        self.units = self.line("catalogue.field.units", leaf.departments)
        self.inherited = QCheckBox(words("catalogue.field.inherited"), self)
        self.inherited.setChecked(leaf.departments_inherited)
        self.form.addRow("", self.inherited)
        self.elements = self.line("catalogue.field.elements", "、".join(leaf.elements))
        self.fresh = self._number("catalogue.field.fresh", leaf.fresh_months or 0, MOST_MONTHS)
        self.term = self._number("catalogue.field.term", leaf.due.working_days or 0, MOST_DAYS)
        self.risk = self._number("catalogue.field.risk", leaf.risk, MOST_RISK)
        self.audience: ChoiceBox[Audience] = ChoiceBox(self)
        self.audience.setAccessibleName(words("catalogue.field.audience"))
        self.audience.fill((words(f"audience.{one.value}"), one) for one in AUDIENCES)
        self.audience.choose(leaf.audience)
        self.form.addRow(words("catalogue.field.audience"), self.audience)
        self.channels = {one.id: QCheckBox(one.title, self) for one in channels().values()}
        grid = QGridLayout()  # one below the other they would be taller than a screen of 768 lines
        for number, (id_, box) in enumerate(self.channels.items()):
            box.setChecked(id_ in leaf.channels)
            grid.addWidget(box, number // 2, number % 2)
        self.form.addRow(words("judge.channels"), grid)
        self.note = QPlainTextEdit(leaf.note, self)
        self.note.setAccessibleName(words("catalogue.field.note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.form.addRow(words("catalogue.field.note"), self.note)

    def value(self) -> Leaf:
        """The leaf as set; a number of 0 is none."""
        due = self._leaf.due
        return replace(
            self._leaf,
            departments=self.units.text().strip(),
            departments_inherited=self.inherited.isChecked(),
            elements=tuple(one.strip() for one in self.elements.text().split("、") if one.strip()),
            fresh_months=self.fresh.value() or None,
            due=ColumnDue(self.term.value() or None, due.yearly, due.rule),
            risk=self.risk.value(),
            audience=self.audience.value or self._leaf.audience,
            channels=tuple(id_ for id_, box in self.channels.items() if box.isChecked()),
            note=self.note.toPlainText().strip(),
        )

    def _number(self, key: str, value: int, most: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(self.words(key))
        box.setRange(0, most)
        box.setValue(value)
        self.form.addRow(self.words(key), box)
        return box


class GapDialog(QDialog):
    """Upper item, own leaf, last release; what is missing stands out."""

    def __init__(self, words: Words, table: GapTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words("gap.title", title=table.title) if table.title else words("catalogue.gap"))
        self.model: RowsModel[GapLine] = RowsModel(_columns(words), self)
        self.model.restart(Rows(table.lines, None))
        self.summary = QLabel(_summary(words, table), self)
        view = table_of(self.model, words("gap.list"), self, empty=words("empty.gap"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.summary)
        column.addWidget(view, 1)
        self.resize(900, 560)


def _summary(words: Words, table: GapTable) -> str:
    states = [line.state for line in table.lines]
    if not states:
        return words("gap.none")
    return words(
        "gap.summary", items=len(states), no_leaf=states.count("no_leaf"), unpublished=states.count("unpublished")
    )


def _columns(words: Words) -> tuple[Column[GapLine], ...]:
    return (
        Column(words("gap.number"), lambda row: row.match.item.number, width=56),
        Column(words("gap.item"), lambda row: row.match.item.name, tip=lambda row: row.match.item.content, width=240),
        Column(words("gap.leaf"), lambda row: row.leaf_title or "—", width=180),
        Column(words("gap.last"), lambda row: row.last.isoformat() if row.last else "—", width=100),
        Column(words("gap.state"), lambda row: words(f"gap.{row.state}"), lambda row: LEVELS[row.state], width=120),
        Column(words("gap.why"), lambda row: "；".join(row.match.reasons), width=220),
    )
