"""发布队列 as a time line by day, with the registers 依申请公开 and 不予公开 as tabs (window.md, 发布队列)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import SHANGHAI, local_day
from reviewer_app.ports.read_models import Key, QueueRow, Rows
from reviewer_app.services.open_entry import EntryView, open_entry
from reviewer_app.services.queueing import Reschedule, reschedule
from reviewer_app.services.release_due import Released
from reviewer_app.services.release_now import ReleaseNow, release_now
from ui.actions.front import Front
from ui.actions.page import Page
from ui.models.queue_rows import MOVABLE, columns, day_text, level
from ui.models.rows import ROW_ROLE, STATE_ROLE, RowsModel
from ui.pages.queue.commands import EntryCommands
from ui.pages.queue.panel import EntryPanel
from ui.pages.queue.registers import RegisterList
from ui.widgets.icons import icon
from ui.widgets.state_delegate import StateDelegate
from ui.widgets.timeline import Days, Index, Span, TimelineTable

_S = State
CHIPS: dict[str, frozenset[State]] = {
    "open": frozenset({_S.QUEUED, _S.FAILED, _S.DELIVERED, _S.ONLINE, _S.CORRECTING, _S.TAKING_DOWN}),
    "queued": frozenset({_S.QUEUED}),
    "online": frozenset({_S.DELIVERED, _S.ONLINE}),
    "trouble": frozenset({_S.FAILED, _S.CORRECTING, _S.TAKING_DOWN}),
    "done": frozenset({_S.COMPARED, _S.CORRECTED, _S.TAKEN_DOWN, _S.EXPIRED}),
}
TABS = ("queue", "on_request", "withheld")
DAYS_BEFORE = 4
WEEK = timedelta(days=7)


class QueuePage(Page):
    """Lists entries on their days and shows the selected one."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.queue")
        words, desk = front.words, front.desk
        self.model: RowsModel[QueueRow] = RowsModel(columns(words, desk.today), self)
        self.model.wanted.connect(self.read)
        self._wanted: str | None = None
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(words("page.queue"))
        self.tabs.setExpanding(False)
        for tab in TABS:
            self.tabs.addTab(words(f"queue.tab.{tab}"))
        self.chips = QButtonGroup(self)
        self.table = self._table()
        self.panel = EntryPanel(front, self)
        self.commands = EntryCommands(front, self)
        self.registers = [RegisterList(front, kind, self) for kind in TABS[1:]]
        self.release_button = QPushButton(words("queue.release"), self)
        self.release_button.setToolTip(words("queue.release_tip"))
        self.release_button.setVisible(front.may(Permission.QUEUE_RELEASE))
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("hint", "true")
        self._lay_out()
        self._connect()
        self.go_to_today()

    def reload(self) -> None:
        """Read the first page of what is shown."""
        tab = self.tabs.currentIndex()
        self.pages.setCurrentIndex(tab)
        if tab:
            self.registers[tab - 1].reload()
        else:
            self.read(None)

    @Slot()
    def restart(self, *_args: object) -> None:
        """Another tab or filter."""
        self.reload()

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page; the first one replaces what is shown."""
        chip = list(CHIPS)[max(self.chips.checkedId(), 0)]
        read = partial(self.front.reads.queue, CHIPS[chip], after, newest_first=chip == "done")
        self.front.ask(self, read, self.on_first if after is None else self.on_more)

    @Slot(object)
    def on_first(self, page: Rows[QueueRow]) -> None:
        """Show a first page, keeping the selected entry selected."""
        selected = self.selected()
        self.model.restart(page)
        at = next((n for n, row in enumerate(page.rows) if selected and row.id == selected.id), 0)
        keep = self._wanted is None
        self.empty.setText(self.front.words(f"queue.empty.{list(CHIPS)[max(self.chips.checkedId(), 0)]}"))
        self.stack.setCurrentIndex(0 if page.rows else 1)
        if page.rows and keep:
            self.table.selectRow(at)
        elif not page.rows:
            self.show_entry(None)
        self._find_wanted()

    @Slot(object)
    def on_more(self, page: Rows[QueueRow]) -> None:
        """Append a further page."""
        self.model.extend(page)
        self._find_wanted()

    def selected(self) -> QueueRow | None:
        """The selected row, or None."""
        return self.model.row(self.table.currentIndex())

    def show_item(self, item: str) -> None:
        """Select the first entry of an item, under the filter that has it."""
        self._wanted = item
        self.tabs.setCurrentIndex(0)
        self.front.ask(self, partial(self.front.reads.queue, item=item, limit=1), self.on_found)

    @Slot(object)
    def on_found(self, page: Rows[QueueRow]) -> None:
        """The wanted entry's state says which filter has it; an item that was never queued has none."""
        chip = next((n for n, states in enumerate(CHIPS.values()) if page.rows and page.rows[0].state in states), None)
        if chip is None:
            self._wanted = None
            if self.selected() is None:
                self.table.selectRow(0)
        elif page.rows[0].state not in CHIPS[list(CHIPS)[max(self.chips.checkedId(), 0)]]:
            self.chips.button(chip).setChecked(True)
            self.reload()
        else:
            self._find_wanted()

    @Slot()
    def on_selected(self, *_args: object) -> None:
        """Read everything on the selected entry."""
        row = self.selected()
        if row is None:
            self.show_entry(None)
        else:
            self.front.ask(self, partial(open_entry, self.front.desk, self.front.actor, row.id), self.on_entry)

    @Slot(object)
    def on_entry(self, view: EntryView) -> None:
        """Show it, unless another one was selected meanwhile."""
        row = self.selected()
        if row is not None and row.id == view.entry.id:
            self.show_entry(view)

    def show_entry(self, view: EntryView | None) -> None:
        """Show an entry beside the line, or nothing."""
        self.commands.show_entry(view)
        if view is None:
            self.panel.clear()
        else:
            self.panel.show_entry(view)

    @Slot(QModelIndex, object)
    def on_moved(self, index: QModelIndex, day: date) -> None:
        """An entry was dragged to another day: same time of day; the use case knows the lawful window."""
        row = self.model.row(index)
        if row is not None:
            local = row.not_before.astimezone(SHANGHAI)
            self._reschedule(row.id, row.item, row.version, local.replace(year=day.year, month=day.month, day=day.day))

    @Slot(object)
    def on_time(self, moment: datetime) -> None:
        """Another time was typed."""
        row = self.selected()
        if row is not None:
            self._reschedule(row.id, row.item, row.version, moment)

    @Slot(object)
    def on_rescheduled(self, entry: QueueEntry) -> None:
        """Say where it went."""
        local = entry.not_before.astimezone(SHANGHAI)
        self.front.say("green", "queue.moved", day=day_text(self.front.words, local.date()), time=f"{local:%H:%M}")

    @Slot()
    def on_release(self) -> None:
        """立即发布到期."""
        self.front.do(self, release_now, ReleaseNow(self.front.actor), self.on_released,
                      title=self.front.words("queue.releasing"))

    @Slot(object)
    def on_released(self, done: tuple[Released, ...]) -> None:
        """Say how many went out and how many did not."""
        failed = sum(one.failure is not None for one in done)
        if failed:
            self.front.say("red", "queue.released_some", done=len(done) - failed, failed=failed)
        elif done:
            self.front.say("green", "queue.released", done=len(done))
        else:
            self.front.say("amber", "queue.nothing_due")

    @Slot()
    def go_to_today(self) -> None:
        """Show the days around today."""
        self.table.go_to(self.front.desk.today() - timedelta(days=DAYS_BEFORE))

    @Slot()
    def go_back(self) -> None:
        """A week earlier."""
        self.table.go_to(self.table.days.start - WEEK)

    @Slot()
    def go_on(self) -> None:
        """A week later."""
        self.table.go_to(self.table.days.start + WEEK)

    def span_of(self, index: Index) -> Span | None:
        """How a row lies on the time line."""
        row: QueueRow | None = index.data(ROW_ROLE)
        if row is None:
            return None
        movable = row.state in MOVABLE and self.front.may(Permission.QUEUE_SCHEDULE)
        shown = level(row, self.front.desk.today())
        return Span(local_day(row.not_before), row.earliest, row.not_after, shown, movable)

    def _find_wanted(self) -> None:
        """Select the wanted entry, reading on until it comes."""
        if self._wanted is None:
            return
        at = next((n for n, row in enumerate(self.model.rows) if row.item == self._wanted), None)
        if at is not None:
            self._wanted = None
            self.table.selectRow(at)
        elif self.model.canFetchMore(QModelIndex()):
            self.model.fetchMore(QModelIndex())

    def _steps(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        return (
            ("queue.week_before", "mdi6.chevron-left", self.go_back),
            ("queue.today", "mdi6.calendar-today", self.go_to_today),
            ("queue.week_after", "mdi6.chevron-right", self.go_on),
        )

    def _reschedule(self, entry: str, item: str, version: int, moment: datetime) -> None:
        command = Reschedule(self.front.actor, entry, version, moment)
        self.front.do(self, reschedule, command, self.on_rescheduled, item=item)

    def _day_off(self, day: date) -> str | None:
        calendar = self.front.desk.toolbox.calendar
        if calendar.is_working_day(day):
            return None
        return calendar.rest.get(day, self.front.words("queue.weekend"))

    def _tell_day(self, day: date) -> str:
        off = self._day_off(day)
        return f"{day_text(self.front.words, day)} · {off or self.front.words('queue.working_day')}"

    def _table(self) -> TimelineTable:
        table = TimelineTable(Days(self.front.desk.today, self._day_off, self._tell_day), self.span_of, self)
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        table.draw_line()
        table.setAccessibleName(self.front.words("queue.list"))
        for at, column in enumerate(self.model.columns[:-1]):
            table.setColumnWidth(at, column.width)
        return table

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self.restart)
        self.chips.idClicked.connect(self.restart)
        self.table.selectionModel().selectionChanged.connect(self.on_selected)
        self.table.moved.connect(self.on_moved)
        self.panel.acted.connect(self.commands.run)
        self.panel.time_asked.connect(self.on_time)
        self.panel.page_dropped.connect(self.commands.drop_page)
        self.release_button.clicked.connect(self.on_release)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.tabs)
        across.addStretch(1)
        across.addWidget(self.release_button)
        self.body.addLayout(across)
        self.pages = QStackedWidget(self)
        self.pages.addWidget(self._queue_side())
        for register in self.registers:
            self.pages.addWidget(register)
        self.body.addWidget(self.pages, 1)
        order: list[QWidget] = [self.tabs, self.release_button, *self.chips.buttons(), *self.steps, self.table]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _queue_side(self) -> QWidget:
        side = QWidget(self)
        left = QVBoxLayout()
        left.addLayout(self._filters())
        self.stack = QStackedWidget(side)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        left.addWidget(self.stack, 1)
        hint = QLabel(self.front.words("queue.drag_hint"), side)
        hint.setProperty("hint", "true")
        hint.setVisible(self.front.may(Permission.QUEUE_SCHEDULE))
        left.addWidget(hint)
        across = QHBoxLayout(side)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(16)
        across.addLayout(left, 1)
        across.addWidget(self.panel)
        return side

    def _filters(self) -> QHBoxLayout:
        across = QHBoxLayout()
        for number, chip in enumerate(CHIPS):
            button = QPushButton(self.front.words(f"queue.chip.{chip}"), self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.chips.addButton(button, number)
            across.addWidget(button)
        across.addStretch(1)
        self.steps: list[QToolButton] = []
        for key, name, slot in self._steps():
            step = QToolButton(self)
            step.setIcon(icon(name, "muted"))
            step.setToolTip(self.front.words(key))
            step.setAccessibleName(self.front.words(key))
            step.clicked.connect(slot)
            self.steps.append(step)
            across.addWidget(step)
        return across
