"""与上一版比较: two revisions of an item, part by part, changed places first to be found. For drafter and reviewer."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from reviewer_app.domain.shown_diff import ShownLine, shown_lines
from reviewer_app.domain.text_diff import ChangeKind
from reviewer_app.services.compare_revisions import CompareRevisions, PartComparison, compare_revisions
from reviewer_app.services.desk import Desk
from ui.actions.front import Front
from ui.models.compare_rows import CompareModel
from ui.models.rows import ROW_ROLE
from ui.text import Words
from ui.widgets.compare_view import CompareView


class ComparedPart(NamedTuple):
    """One part, ready to be shown."""

    name: str
    whole: str
    """A sentence where the part as a whole came, went or stayed the same; else ""."""

    lines: tuple[ShownLine, ...]


class ComparePane(QWidget):
    """Reads in a job, then shows a tab for each part; F3 and Shift+F3 of its window go from change to change."""

    shown = Signal()
    """What was read is on the screen."""

    def __init__(self, front: Front, item: str, before: int, after: int, parent: QWidget | None = None) -> None:
        """Compare revisions number `before` and `after` (from 1)."""
        super().__init__(parent)
        words = front.words
        self._words = words
        self._parts: tuple[ComparedPart, ...] = ()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName(words("review.parts"))
        self.tabs.setExpanding(False)
        self.model = CompareModel(words, self)
        self.view = CompareView(ROW_ROLE, self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(words("compare.list"))
        self.empty = QLabel(words("compare.reading"), self)
        self.empty.setProperty("hint", "true")
        self.empty.setMargin(24)
        self.stack = QStackedWidget(self)
        self.previous = QPushButton(words("compare.previous"), self)
        self.next = QPushButton(words("compare.next"), self)
        self.legend = QHBoxLayout()
        self._lay_out()
        self.tabs.currentChanged.connect(self.on_tab)
        self.previous.clicked.connect(self.on_previous)
        self.next.clicked.connect(self.on_next)
        QShortcut(QKeySequence("F3"), self, self.on_next)
        QShortcut(QKeySequence("Shift+F3"), self, self.on_previous)
        command = CompareRevisions(front.actor, item, before, after)
        read = partial(_compared, front.desk, words, command)
        front.ask(self, read, self.on_compared, title=words("compare.reading"))

    @Slot(object)
    def on_compared(self, parts: tuple[ComparedPart, ...]) -> None:
        """Show the first part that changed."""
        self._parts = parts
        for part in parts:
            self.tabs.addTab(part.name)
        first = next((at for at, part in enumerate(parts) if part.lines or part.whole), 0)
        self.tabs.setCurrentIndex(first)
        self.on_tab(first)
        self.shown.emit()

    @Slot(int)
    def on_tab(self, at: int) -> None:
        """Another part."""
        if not 0 <= at < len(self._parts):
            return
        part = self._parts[at]
        self.model.show_lines(part.lines)
        self.empty.setText(part.whole)
        self.stack.setCurrentIndex(0 if part.lines else 1)
        for button in (self.previous, self.next):
            button.setEnabled(bool(part.lines))
        if part.lines:
            self._go(range(len(part.lines)))

    @Slot()
    def on_next(self) -> None:
        """F3."""
        self._go(range(self.view.currentIndex().row() + 1, self.model.rowCount()))

    @Slot()
    def on_previous(self) -> None:
        """Shift+F3."""
        self._go(range(self.view.currentIndex().row() - 1, -1, -1))

    def _go(self, rows: range) -> None:
        """The first change among rows."""
        lines = self.model.lines
        found = next((row for row in rows if lines[row].kind is not ChangeKind.SAME), None)
        if found is not None:
            index = self.model.index(found, 0)
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index, CompareView.ScrollHint.PositionAtCenter)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs)
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        self.stack.setCurrentIndex(1)
        column.addWidget(self.stack, 1)
        for key, level in (("inserted", "green"), ("deleted", "red"), ("moved", "accent")):
            label = QLabel(self._words(f"compare.legend.{key}"), self)
            label.setProperty("level", level)
            self.legend.addWidget(label)
            self.legend.addSpacing(16)
        self.legend.addStretch(1)
        for button in (self.previous, self.next):
            button.setAutoDefault(False)
            self.legend.addWidget(button)
        column.addLayout(self.legend)


class CompareDialog(QDialog):
    """The pane in a window of its own, to look at and close."""

    def __init__(self, front: Front, item: str, before: int, after: int, parent: QWidget | None = None) -> None:
        """Compare revisions number `before` and `after` (from 1)."""
        super().__init__(parent)
        words = front.words
        self.setWindowTitle(words("compare.title", before=before, after=after))
        self.pane = ComparePane(front, item, before, after, self)
        self.close_button = QPushButton(words("compare.close"), self)
        self.close_button.clicked.connect(self.accept)
        self.pane.legend.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(self.pane)
        self.resize(980, 720)


def _compared(desk: Desk, words: Words, command: CompareRevisions) -> tuple[ComparedPart, ...]:
    """Compare and make ready to be shown; runs in a job."""
    return tuple(_part(words, one) for one in compare_revisions(desk, command))


def _part(words: Callable[..., str], one: PartComparison) -> ComparedPart:
    part = one.after or one.before
    name = part.name if part is not None else ""
    lines = shown_lines(one.changes)
    if one.before is None:
        return ComparedPart(words("compare.tab.added", name=name), "", lines)
    if one.after is None:
        return ComparedPart(words("compare.tab.removed", name=name), "", lines)
    return ComparedPart(name, "" if lines else words("compare.same"), lines)
