"""责任表: the 30 rows (36 leaves) as the office knows them, their terms, and a heat strip by month."""

from datetime import date
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QTableView, QWidget

from reviewer_app.ports.read_models import ColumnMonths, Rows
from reviewer_app.rules.catalogue import Column as Leaf
from reviewer_app.rules.freshness import Freshness
from ui.actions.front import Front
from ui.actions.page import Page
from ui.models.catalogue_rows import Duty, MonthState, columns, duties, month_bounds
from ui.models.rows import ROW_ROLE, STATE_ROLE, RowsModel
from ui.pages.catalogue.leaf_panel import LeafPanel
from ui.pages.catalogue.own_table import OwnTable
from ui.widgets.empty_hint import EmptyHint
from ui.widgets.heat_strip import Cell, HeatDelegate, HeatHeader
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate
from ui.widgets.timeline import Index

CHIPS: dict[str, frozenset[Freshness]] = {
    "all": frozenset(Freshness),
    "overdue": frozenset({Freshness.OVERDUE}),
    "soon": frozenset({Freshness.SOON}),
    "no_record": frozenset({Freshness.NO_RECORD}),
}
CELL_LEVELS = {Freshness.OVERDUE: "red", Freshness.SOON: "amber", Freshness.FRESH: "green"}
MANY = 99


class CataloguePage(Page):
    """Lists every leaf with its due state; the panel shows what was released and what is late."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.catalogue")
        words = front.words
        self.model: RowsModel[Duty] = RowsModel(columns(words), self)
        self._duties: tuple[Duty, ...] = ()
        self.summary = QLabel(self)
        self.summary.setProperty("hint", "true")
        self.chips = QButtonGroup(self)
        self.table = self._table()
        self.panel = LeafPanel(front, self)
        self.own = OwnTable(front, self._leaf, self)
        self._lay_out()
        self.chips.idClicked.connect(self.on_chip)
        self.own.changed.connect(self.reload)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)

    def reload(self) -> None:
        """Read what was released and what is late."""
        today = self.front.desk.today()
        self.front.ask(self, partial(self.front.reads.column_months, month_bounds(today), today), self.on_months)

    @Slot(object)
    def on_months(self, found: tuple[ColumnMonths, ...]) -> None:
        """Show the table as it stands."""
        leaves, today = self.front.desk.toolbox.catalogue.columns, self.front.desk.today()
        self._duties = duties(leaves, found, today, self.front.words)
        self.summary.setText(self._summary())
        self.show_duties()

    @Slot()
    def on_chip(self, *_args: object) -> None:
        """Another filter."""
        self.show_duties()

    def show_duties(self) -> None:
        """Show the leaves of the filter, keeping the selected one selected."""
        selected = self.selected()
        wanted = CHIPS[list(CHIPS)[max(self.chips.checkedId(), 0)]]
        rows = tuple(duty for duty in self._duties if duty.due.state in wanted)
        self.model.restart(Rows(rows, None))
        at = next((n for n, row in enumerate(rows) if selected and row.leaf.id == selected.leaf.id), 0)
        if rows:
            self.table.selectRow(at)
        else:
            self.panel.show_duty(None)

    def selected(self) -> Duty | None:
        """The selected leaf, or None."""
        return self.model.row(self.table.currentIndex())

    def _leaf(self) -> Leaf | None:
        duty = self.selected()
        return duty.leaf if duty is not None else None

    @Slot()
    def on_selected(self, *_args: object) -> None:
        """Show what belongs to the selected leaf."""
        self.panel.show_duty(self.selected())

    def months(self) -> tuple[date, ...]:
        """The first days of the months shown."""
        return tuple(bound.date() for bound in month_bounds(self.front.desk.today())[:-1])

    def cells_of(self, index: Index) -> tuple[Cell, ...]:
        """The months of a row as cells: a number or a word in each, never colour alone."""
        row: Duty | None = index.data(ROW_ROLE)
        return tuple(map(self._cell, row.months)) if row is not None else ()

    def _cell(self, month: MonthState) -> Cell:
        level = CELL_LEVELS.get(month.state, "grey" if month.releases else "")
        if month.releases:
            return Cell(str(month.releases) if month.releases <= MANY else f"{MANY}+", level)
        word = self.front.words(f"catalogue.cell.{month.state}")
        return Cell(word, level)

    def _summary(self) -> str:
        catalogue = self.front.desk.toolbox.catalogue
        states = [duty.due.state for duty in self._duties]
        return self.front.words(
            "catalogue.summary", title=catalogue.title, number=catalogue.number, rows=len(catalogue.rows()),
            leaves=len(catalogue.columns), overdue=states.count(Freshness.OVERDUE), soon=states.count(Freshness.SOON),
            no_record=states.count(Freshness.NO_RECORD),
        )

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setHorizontalHeader(HeatHeader(self.months, table))
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        last = len(self.model.columns) - 1
        table.setItemDelegateForColumn(last, HeatDelegate(self.cells_of, table))
        table.setAccessibleName(self.front.words("catalogue.list"))
        dress_rows(table, self.model.widths[:-1], 48)
        table.setWordWrap(False)
        EmptyHint(table, self.front.words("empty.catalogue"))
        return table

    def _lay_out(self) -> None:
        self.summary.setWordWrap(True)
        self.body.addWidget(self.summary)
        chips = QHBoxLayout()
        for number, chip in enumerate(CHIPS):
            button = QPushButton(self.front.words(f"catalogue.chip.{chip}"), self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.chips.addButton(button, number)
            chips.addWidget(button)
        legend = QLabel(self.front.words("catalogue.legend"), self)
        legend.setProperty("hint", "true")
        legend.setWordWrap(True)  # else the words of another language make the window wider than a screen
        chips.addWidget(legend, 1)
        chips.addWidget(self.own)
        self.body.addLayout(chips)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.table, 1)
        across.addWidget(self.panel)
        self.body.addLayout(across, 1)
        order: list[QWidget] = [
            *self.chips.buttons(), self.own.change, self.own.bring, self.own.compare, self.table,
            self.panel.late_table, self.panel.release_table,
        ]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
