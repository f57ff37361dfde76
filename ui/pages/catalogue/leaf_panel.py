"""The selected leaf: what the table says of it, what is late, what was released."""

from functools import partial
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QLabel,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.states import UNDER_WAY
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, ReleaseRow, Rows
from reviewer_app.rules.law import cite_text
from ui.actions.front import Front
from ui.dialogs.rows_table import table_of
from ui.models.catalogue_rows import Duty, late_columns, release_columns
from ui.models.queue_rows import channel_title
from ui.models.rows import ROW_ROLE, RowsModel

R = TypeVar("R", ReleaseRow, ItemRow)
WIDTH = 344
ROW_HEIGHT = 48
FACTS = ("units", "term", "publish", "basis", "note")
LATE_ROWS = 2


class LeafPanel(QFrame):
    """Reads releases and late items of the leaf it shows."""

    def __init__(self, front: Front, owner: QWidget) -> None:
        super().__init__(owner)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self._front = front
        self._owner = owner
        self._duty: Duty | None = None
        words = front.words
        self.title = _wrapping("title", self)
        self.content = _wrapping("", self)
        self.facts = {fact: _wrapping("", self) for fact in FACTS}
        self.releases: RowsModel[ReleaseRow] = RowsModel(release_columns(words), self)
        self.late: RowsModel[ItemRow] = RowsModel(late_columns(words), self)
        self.release_table = self._table(self.releases, words("catalogue.releases"))
        self.late_table = self._table(self.late, words("catalogue.late"))
        self.late_table.setFixedHeight(ROW_HEIGHT * LATE_ROWS + ROW_HEIGHT)
        self.late_title = QLabel(words("catalogue.late"), self)
        self.late_title.setProperty("level", "red")
        self.empty = _wrapping("hint", self)
        self.empty.setText(words("catalogue.no_release"))
        self.release_title = QLabel(words("catalogue.releases"), self)
        self._lay_out()
        self.releases.wanted.connect(self.read_releases)
        self.late.wanted.connect(self.read_late)
        self.show_duty(None)

    def _lay_out(self) -> None:
        self.told = QWidget(self)
        form = QFormLayout(self.told)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(4)
        for fact in FACTS:
            name = QLabel(self._front.words(f"catalogue.fact.{fact}"), self.told)
            name.setProperty("hint", "true")
            form.addRow(name, self.facts[fact])
        column = QVBoxLayout(self)
        column.setSpacing(8)
        for widget in (self.title, self.content, self.told, self.late_title, self.late_table, self.release_title,
                       self.empty):
            column.addWidget(widget)
        column.addWidget(self.release_table, 1)
        column.addStretch(0)

    def show_duty(self, duty: Duty | None) -> None:
        """Show a leaf, or nothing."""
        self._duty = duty
        always: tuple[QWidget, ...] = (self.title, self.content, self.told, self.release_title)
        late: tuple[QWidget, ...] = (self.late_title, self.late_table)
        for child in always:
            child.setVisible(duty is not None)
        for child in late:
            child.setVisible(duty is not None and duty.overdue > 0)
        self.empty.hide()
        self.release_table.hide()
        if duty is None:
            return
        self.title.setText(f"{duty.leaf.id} {duty.leaf.title}")
        self.content.setText(duty.leaf.content)
        for fact, text in self._told(duty).items():
            self.facts[fact].setText(text)
        self.read_releases(None)
        if duty.overdue:
            self.read_late(None)

    @Slot(object)
    def read_releases(self, after: Key | None) -> None:
        """Read a page of releases."""
        if self._duty is not None:
            read = partial(self._front.reads.releases, self._duty.leaf.id, after)
            done = partial(self._on_releases, self._duty.leaf.id, first=after is None)
            self._front.ask(self._owner, read, done)

    @Slot(object)
    def read_late(self, after: Key | None) -> None:
        """Read a page of late items; a drafter sees his own."""
        if self._duty is not None:
            mine = None if self._front.may(Permission.LOG_READ) else self._front.actor
            where = ItemFilter(states=UNDER_WAY, author=mine, column=self._duty.leaf.id,
                               due_before=self._front.desk.today())
            done = partial(self._on_late, self._duty.leaf.id, first=after is None)
            self._front.ask(self._owner, partial(self._front.reads.items, where, after), done)

    @Slot(QModelIndex)
    def open_index(self, index: QModelIndex) -> None:
        """Open the item behind a row."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self._front.open_item.emit(row.item if isinstance(row, ReleaseRow) else row.id)

    def _on_releases(self, leaf: str, page: Rows[ReleaseRow], *, first: bool) -> None:
        if self._duty is None or self._duty.leaf.id != leaf:
            return
        if first:
            self.releases.restart(page)
            self.release_table.setVisible(bool(page.rows))
            self.empty.setVisible(not page.rows)
        else:
            self.releases.extend(page)

    def _on_late(self, leaf: str, page: Rows[ItemRow], *, first: bool) -> None:
        if self._duty is not None and self._duty.leaf.id == leaf:
            (self.late.restart if first else self.late.extend)(page)

    def _told(self, duty: Duty) -> dict[str, str]:
        words, leaf = self._front.words, duty.leaf
        units = leaf.departments + (words("catalogue.inherited") if leaf.departments_inherited else "")
        bases = words("missing.join").join(cite_text(basis) for basis in leaf.bases(self._front.desk.today()))
        channels = words("missing.join").join(map(channel_title, leaf.channels))
        return {
            "units": units,
            "term": duty.due.explanation,
            "publish": f"{words(f'attribute.{leaf.attribute}')} · {words(f'audience.{leaf.audience}')} · {channels}",
            "basis": bases or words("catalogue.no_basis"),
            "note": leaf.note,
        }

    def _table(self, model: RowsModel[R], name: str) -> QTableView:
        table = table_of(model, name, self, ROW_HEIGHT)
        table.activated.connect(self.open_index)
        return table


def _wrapping(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
