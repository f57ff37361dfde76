"""Ctrl+K: the list under the search of the top line. Typing stays in the line; arrows choose, Enter does it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QTableView, QVBoxLayout, QWidget

from reviewer_app.domain.actors import Permission
from reviewer_app.ports.read_models import ItemFilter, ItemRow, Rows
from ui.actions.front import Front
from ui.actions.waiting import waiting_author
from ui.models.palette_rows import Choice, ChoiceKind, begin_at, fitting, palette_columns
from ui.models.rows import RowsModel
from ui.widgets.row_table import dress_rows

ITEMS = 6
ROW_HEIGHT = 30
WIDTH = 560
FRAME = 8
PAUSE_MILLISECONDS = 120
"""Items are looked up when typing pauses this long."""


class Palette(QFrame):
    """Lists what fits; `chosen` gives the line that was taken."""

    chosen = Signal(object)

    def __init__(
        self, front: Front, line: QLineEdit, offered: Callable[[], tuple[Choice, ...]], window: QWidget
    ) -> None:
        """`offered`: all actions and pages that the person may take now."""
        super().__init__(window)
        self._front = front
        self._line = line
        self._window = window
        self._offered = offered
        self._items: tuple[Choice, ...] = ()
        self.setObjectName("card")
        self.setAccessibleName(front.words("palette.name"))
        self.model: RowsModel[Choice] = RowsModel(palette_columns(front.words), self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(front.words("palette.name"))
        dress_rows(self.table, self.model.widths, ROW_HEIGHT)
        self.table.horizontalHeader().hide()
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # all lines are shown
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.clicked.connect(self.take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self.look_up)
        down = QVBoxLayout(self)
        down.setContentsMargins(1, 1, 1, 1)
        down.addWidget(self.table)
        line.textChanged.connect(self.on_typed)
        line.installEventFilter(self)
        self.hide()

    @Slot()
    def open(self) -> None:
        """Show it under the line, with what was used lately first."""
        if self._front.session is not None:
            self._items = ()
            self.refresh()

    @Slot(str)
    def on_typed(self, text: str) -> None:
        """Other words; a line that is cleared when the list is gone brings none back."""
        if not self.isVisible() and not text:
            return
        self._items = ()
        self.refresh()
        self._pause.start()

    @Slot()
    def look_up(self) -> None:
        """Items whose title or number has the words; a person sees the same ones as in his lists."""
        session, text = self._front.session, self._line.text().strip()
        if session is None or not text or not self._front.may(Permission.TEXT_READ):
            return
        where = ItemFilter(author=waiting_author(session.user), text=text)
        read = partial(self._front.reads.items, where, None, ITEMS)
        self._front.jobs.cancel_owned(self)
        self._front.ask(self, lambda: (text, read()), self.on_items)

    @Slot(object)
    def on_items(self, found: tuple[str, Rows[ItemRow]]) -> None:
        """Show them if the words are still the same."""
        text, page = found
        if self.isVisible() and text == self._line.text().strip():
            self._items = tuple(Choice(ChoiceKind.ITEM, row.id, row.title, row.number or "") for row in page.rows)
            self.refresh()

    @Slot()
    def refresh(self) -> None:
        """List anew; what Enter takes is selected."""
        query = self._line.text().strip()
        lines = [*fitting(self._offered(), query, self._front.preferences.recent)]
        if query:
            everywhere = Choice(ChoiceKind.TEXTS, query, self._front.words("palette.search_all", query=query))
            lines += [everywhere, *self._items]
        self.model.restart(Rows(tuple(lines), None))
        self.table.selectRow(begin_at(lines))
        below = self._line.mapTo(self._window, QPoint(0, self._line.height() + 4))
        self.setGeometry(below.x(), below.y(), WIDTH, len(lines) * ROW_HEIGHT + FRAME)
        self.setVisible(bool(lines))
        self.raise_()

    @Slot(QModelIndex)
    def take(self, index: QModelIndex) -> None:
        """Do it, and remember that it was used; of items and searches nothing is kept."""
        choice = self.model.row(index)
        if choice is None:
            return
        if choice.kind in {ChoiceKind.ACTION, ChoiceKind.PAGE}:
            self._front.preferences.remember_choice(choice.key)
        self.close_list()
        self._line.clear()
        self.chosen.emit(choice)

    @Slot()
    def close_list(self) -> None:
        """Away with it."""
        self._pause.stop()
        self._front.jobs.cancel_owned(self)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows, Enter and Esc of the line; clicking elsewhere closes the list."""
        if not self.isVisible():
            return False
        if event.type() is QEvent.Type.FocusOut:
            self.close_list()
            return False
        return event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            count = max(self.model.rowCount(), 1)
            self.table.selectRow((self.table.currentIndex().row() + step) % count)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.table.currentIndex().isValid():
            self.take(self.table.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_list()
            self._line.clear()
        else:
            return False
        return True
