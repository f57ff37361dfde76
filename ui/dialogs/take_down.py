"""立即撤下: first the act, then the task list of every address and board, then the reason (window.md, 发布队列)."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.ports.read_models import Rows
from ui.dialogs.online import from_wall, moment_edit, to_wall
from ui.dialogs.online_file import FilePick
from ui.models.queue_rows_tasks import Task, task_columns
from ui.models.rows import STATE_ROLE, RowsModel
from ui.text import Words
from ui.widgets.row_table import dress_rows
from ui.widgets.state_delegate import StateDelegate

QUESTION = QSize(480, 200)
"""The question is two sentences: it must not stand in a large empty window."""

SIZE = QSize(680, 520)
HIDDEN = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
SHOWN = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
REASON_HEIGHT = 72


class TakeDownDialog(QDialog):
    """Two faces: the question with one button, and the task list. Closing it keeps what was ticked."""

    take_down_asked = Signal()
    tick_asked = Signal(str)
    siblings_asked = Signal()
    finish_asked = Signal(str)

    def __init__(self, words: Words, title: str, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words("queue.act.take_down"))
        self.model: RowsModel[Task] = RowsModel(task_columns(words), self)
        self.faces = QStackedWidget(self)
        self.faces.addWidget(self._question(title))
        self._tasks = self._task_list(title, now)
        self.faces.addWidget(self._tasks)
        self._tasks.setSizePolicy(HIDDEN)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.faces)
        self.table.selectionModel().selectionChanged.connect(self.on_changed)
        self.resize(QUESTION)

    @property
    def evidence(self) -> Path | None:
        """The screenshot for the next tick."""
        return self.file.path

    @property
    def cleared_at(self) -> datetime:
        """When the selected place was seen cleared."""
        return from_wall(self.time_edit.dateTime())

    @property
    def task(self) -> Task | None:
        """The selected place, or None."""
        return self.model.row(self.table.currentIndex())

    def show_tasks(self, tasks: tuple[Task, ...], reason: str, siblings: int, now: datetime) -> None:
        """The task list as it stands; the first place that is left is selected."""
        if self.faces.currentIndex() == 0:
            self._tasks.setSizePolicy(SHOWN)
            self.faces.setCurrentIndex(1)
            self.resize(SIZE)
        self.model.restart(Rows(tasks, None))
        left = [at for at, task in enumerate(tasks) if task.clearing is None]
        self.table.selectRow(left[0] if left else 0)
        self.table.resizeRowsToContents()
        self.file.clear()
        self.time_edit.setDateTime(to_wall(now))
        if not self.reason_edit.toPlainText():
            self.reason_edit.setPlainText(reason)
        self.left.setText(
            self._words("queue.task.left", count=len(left)) if left else self._words("queue.task.none_left")
        )
        self.siblings.setVisible(siblings > 0)
        self.siblings.setText(self._words("queue.task.siblings", count=siblings))
        self.on_changed()

    @Slot()
    def on_changed(self, *_args: object) -> None:
        """A tick wants a place that is left; closing wants all ticked and a reason."""
        task = self.task
        self.tick.setEnabled(task is not None and task.clearing is None)
        done = all(one.clearing is not None for one in self.model.rows)
        self.finish.setEnabled(done and bool(self.reason_edit.toPlainText().strip()))

    @Slot()
    def on_tick(self) -> None:
        """Tick the selected place."""
        if self.task is not None:
            self.tick_asked.emit(self.task.place)

    @Slot()
    def on_finish(self) -> None:
        """Close the take-down."""
        self.finish_asked.emit(self.reason_edit.toPlainText().strip())

    def _question(self, title: str) -> QWidget:
        face = QWidget(self)
        column = QVBoxLayout(face)
        head = QLabel(title, face)
        head.setObjectName("title")
        head.setWordWrap(True)
        told = QLabel(self._words("queue.take_down.told"), face)
        told.setWordWrap(True)
        self.now = _button(self._words("queue.act.take_down"), "danger", face)
        cancel = _button(self._words("queue.cancel"), "", face)
        self.now.clicked.connect(self.take_down_asked)
        cancel.clicked.connect(self.reject)
        below = QHBoxLayout()
        below.addStretch(1)
        below.addWidget(self.now)
        below.addWidget(cancel)
        column.addWidget(head)
        column.addWidget(told)
        column.addStretch(1)
        column.addLayout(below)
        return face

    def _task_list(self, title: str, now: datetime) -> QWidget:
        face = QWidget(self)
        column = QVBoxLayout(face)
        head = QLabel(title, face)
        head.setObjectName("title")
        head.setWordWrap(True)
        self.left = QLabel(face)
        self.left.setWordWrap(True)
        self.table = self._table(face)
        self.siblings = _button("", "danger", face)
        self.siblings.clicked.connect(self.siblings_asked)
        self.reason_edit = QPlainTextEdit(face)
        self.reason_edit.setTabChangesFocus(True)
        self.reason_edit.setFixedHeight(REASON_HEIGHT)
        self.reason_edit.setPlaceholderText(self._words("queue.take_down.reason_hint"))
        self.reason_edit.setAccessibleName(self._words("queue.take_down.reason"))
        self.reason_edit.textChanged.connect(self.on_changed)
        for widget in (head, self.left, self.table):
            column.addWidget(widget)
        column.addLayout(self._ticking(face, now))
        column.addWidget(self.siblings)
        column.addWidget(QLabel(self._words("queue.take_down.reason"), face))
        column.addWidget(self.reason_edit)
        column.addLayout(self._closing(face))
        return face

    def _ticking(self, face: QWidget, now: datetime) -> QHBoxLayout:
        across = QHBoxLayout()
        self.time_edit = moment_edit(self._words, "queue.task.time", now, face)
        self.file = FilePick(self._words, self._words("queue.online.screenshot"),
                             self._words("queue.file.pictures"), face)
        self.tick = _button(self._words("queue.task.tick"), "primary", face)
        self.tick.clicked.connect(self.on_tick)
        across.addWidget(self.time_edit)
        across.addWidget(self.file, 1)
        across.addWidget(self.tick)
        return across

    def _closing(self, face: QWidget) -> QHBoxLayout:
        across = QHBoxLayout()
        later = _button(self._words("queue.take_down.later"), "", face)
        later.clicked.connect(self.reject)
        self.finish = _button(self._words("queue.act.finish_take_down"), "primary", face)
        self.finish.clicked.connect(self.on_finish)
        across.addStretch(1)
        across.addWidget(later)
        across.addWidget(self.finish)
        return across

    def _table(self, face: QWidget) -> QTableView:
        table = QTableView(face)
        table.setModel(self.model)
        table.setItemDelegate(StateDelegate(STATE_ROLE, table))
        table.setAccessibleName(self._words("queue.task.list"))
        dress_rows(table, self.model.widths)
        return table


def _button(text: str, kind: str, parent: QWidget) -> QPushButton:
    made = QPushButton(text, parent)
    made.setAutoDefault(False)
    if kind:
        made.setProperty("kind", kind)
    return made
