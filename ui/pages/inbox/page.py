"""待办 with 在办 and 办结: a keyset-paged table; Enter opens, C claims (window.md, 待办)."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QModelIndex, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QTableView,
    QWidget,
)

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.items import Item
from reviewer_app.domain.states import State
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Key, Rows
from reviewer_app.services.claim import Claim, claim
from ui.actions.front import Front
from ui.actions.page import Page
from ui.actions.waiting import waiting_author, waiting_states
from ui.models.item_rows import DONE, columns, deadline_group, leaf_title, next_week
from ui.models.rows import GROUP_ROLE, ROW_ROLE, STATE_ROLE, RowsModel
from ui.pages.inbox.views import View, ViewsButton
from ui.widgets.group_rows import GroupHeadings
from ui.widgets.row_table import dress_rows

TABS = ("todo", "mine", "done")
ROW_HEIGHT = 52
FIND_WIDTH = 220
TYPING_PAUSE = 150
"""Milliseconds after the last key before the list is read again."""

CHIPS = ("all", "overdue", "today", "week")
OPEN = frozenset(State) - DONE


class InboxPage(Page):
    """Lists items by what the person has to do with them."""

    def __init__(self, front: Front) -> None:
        super().__init__(front, "page.inbox")
        words = front.words
        catalogue = front.desk.toolbox.catalogue
        self.model: RowsModel[ItemRow] = RowsModel(
            columns(words, front.days, lambda leaf: leaf_title(catalogue, leaf)), self, group=self.group_name
        )
        self.model.wanted.connect(self.read)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(words("page.inbox"))
        self.tabs.setExpanding(False)
        for tab in TABS:
            self.tabs.addTab(words(f"inbox.tab.{tab}"))
        self.chips = QButtonGroup(self)
        self.words_line = self._line()
        self.views = ViewsButton(front, self.looked_at, self)
        self.table = self._table()
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setProperty("hint", "true")
        self.claim_button = QPushButton(words("inbox.claim"), self)
        self.open_button = QPushButton(words("inbox.open"), self)
        self.open_button.setProperty("kind", "primary")
        self._lay_out()
        self.tabs.currentChanged.connect(self.restart)
        self.chips.idClicked.connect(self.restart)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(TYPING_PAUSE)
        self._pause.timeout.connect(self.restart)
        self.words_line.textChanged.connect(self._pause.start)
        self.views.chosen.connect(self.show_view)
        self.claim_button.clicked.connect(self.claim_selected)
        self.open_button.clicked.connect(self.open_selected)
        self.table.activated.connect(self.open_index)
        QShortcut(QKeySequence("C"), self.table, self.claim_selected, context=Qt.ShortcutContext.WidgetShortcut)
        self.table.selectionModel().selectionChanged.connect(self.refresh_buttons)
        self.refresh_buttons()

    def take_focus(self) -> None:
        """Arrows choose an item, C claims it, Enter opens it."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def looked_at(self) -> View:
        """What is looked at."""
        chip = CHIPS[max(self.chips.checkedId(), 0)]
        return View(TABS[self.tabs.currentIndex()], chip, self.words_line.text().strip())

    @Slot(object)
    def show_view(self, view: View) -> None:
        """Look at a saved view."""
        if view.tab in TABS and view.chip in CHIPS:
            self.chips.button(CHIPS.index(view.chip)).setChecked(True)
            self.words_line.setText(view.text)
            self.tabs.setCurrentIndex(TABS.index(view.tab))
            self.restart()

    def group_name(self, row: ItemRow) -> str:
        """The heading an item stands below."""
        group = deadline_group(row, self.front.desk.today())
        return self.front.words(f"inbox.group.{group}") if group else ""

    def reload(self) -> None:
        """Read the first page of what is shown."""
        self.read(None)

    @Slot()
    def restart(self, *_args: object) -> None:
        """Another tab or filter."""
        self.reload()

    @Slot(object)
    def read(self, after: Key | None) -> None:
        """Read a page; the first one replaces what is shown."""
        read = partial(self.front.reads.items, self.filter(), after)
        self.front.ask(self, read, self.on_first if after is None else self.on_more)

    def filter(self) -> ItemFilter:
        """What the tab and the chip ask for."""
        actor = self.front.actor
        today = self.front.desk.today()
        tab, chip, text = self.looked_at()
        due_from, due_before = _window(chip, today)
        reviews = self.front.may(Permission.ITEM_CLAIM)
        if tab == "done":
            return ItemFilter(states=DONE, due_from=due_from, due_before=due_before, text=text)
        if tab == "mine":
            return ItemFilter(states=OPEN, claimed_by=actor if reviews else None, author=None if reviews else actor,
                              due_from=due_from, due_before=due_before, text=text)
        session = self.front.session
        states = waiting_states(session.user) if session is not None else frozenset()
        author = waiting_author(session.user) if session is not None else actor
        return ItemFilter(states=states or OPEN, author=author, due_from=due_from, due_before=due_before, text=text)

    @Slot(object)
    def on_first(self, page: Rows[ItemRow]) -> None:
        """Show a first page, keeping the selected item selected."""
        selected = self.selected()
        self.model.restart(page)
        at = next((n for n, row in enumerate(page.rows) if selected and row.id == selected.id), 0)
        if page.rows:
            self.table.selectRow(at)
        tab, chip, text = self.looked_at()
        filtered = chip != CHIPS[0] or bool(text)
        self.empty.setText(self.front.words("inbox.empty.filter" if filtered else f"inbox.empty.{tab}"))
        self.stack.setCurrentIndex(0 if page.rows else 1)
        self.refresh_buttons()

    @Slot(object)
    def on_more(self, page: Rows[ItemRow]) -> None:
        """Append a further page."""
        self.model.extend(page)

    def selected(self) -> ItemRow | None:
        """The selected row, or None."""
        return self.model.row(self.table.currentIndex())

    def show_item(self, item: str) -> None:
        """Select an item if it is in view."""
        for at, row in enumerate(self.model.rows):
            if row.id == item:
                self.table.selectRow(at)

    @Slot()
    def claim_selected(self) -> None:
        """Claim the selected item; who may not does not see the button, and the use case decides anyway."""
        row = self.selected()
        if row is not None:
            self.front.do(self, claim, Claim(self.front.actor, row.id, row.version), self.on_claimed, item=row.id)

    @Slot(object)
    def on_claimed(self, item: Item) -> None:
        """Say what to press next."""
        self.front.say("green", "inbox.claimed", title=item.title)

    @Slot()
    def open_selected(self) -> None:
        """Open the selected item."""
        self.open_index(self.table.currentIndex())

    @Slot(QModelIndex)
    def open_index(self, index: QModelIndex) -> None:
        """Open the item behind an index."""
        row = index.data(ROW_ROLE)
        if row is not None:
            self.front.open_item.emit(row.id)

    @Slot()
    def refresh_buttons(self, *_args: object) -> None:
        """Offer what can be done with the selected item."""
        row = self.selected()
        self.open_button.setEnabled(row is not None)
        self.claim_button.setVisible(self.front.may(Permission.ITEM_CLAIM))
        self.claim_button.setEnabled(row is not None and row.claimed_by is None and row.state is State.SUBMITTED)

    def _line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(self.front.words("inbox.find"))
        line.setAccessibleName(self.front.words("inbox.find"))
        line.setClearButtonEnabled(True)
        line.setMaximumWidth(FIND_WIDTH)
        return line

    def _table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.model)
        table.setAccessibleName(self.front.words("inbox.list"))
        dress_rows(table, self.model.widths, ROW_HEIGHT)
        GroupHeadings(table, ROW_HEIGHT, STATE_ROLE, GROUP_ROLE)
        return table

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.addWidget(self.tabs)
        across.addStretch(1)
        across.addWidget(self.words_line)
        for number, chip in enumerate(CHIPS):
            button = QPushButton(self.front.words(f"inbox.chip.{chip}"), self)
            button.setProperty("kind", "chip")
            button.setCheckable(True)
            button.setChecked(number == 0)
            self.chips.addButton(button, number)
            across.addWidget(button)
        across.addWidget(self.views)
        self.body.addLayout(across)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.stack, 1)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.claim_button)
        below.addWidget(self.open_button)
        self.body.addLayout(below)
        order: list[QWidget] = [self.tabs, self.words_line, *self.chips.buttons(), self.views, self.table,
                                self.claim_button, self.open_button]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)


def _window(chip: str, today: date) -> tuple[date | None, date | None]:
    """The half-open window of deadlines a chip stands for."""
    windows: dict[str, Callable[[], tuple[date | None, date | None]]] = {
        "all": lambda: (None, None),
        "overdue": lambda: (None, today),
        "today": lambda: (today, today + timedelta(days=1)),
        "week": lambda: (today, next_week(today)),
    }
    return windows[chip]()
