"""The rail: one button a page, with counts; only the pages that the role has."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from ui.widgets.icons import icon

WIDTH = 76
ICON = 22


class RailEntry(Protocol):
    """What the rail needs of a page."""

    @property
    def id(self) -> str: ...  # noqa: D102 - told by its name
    @property
    def title_key(self) -> str: ...  # noqa: D102 - told by its name
    @property
    def icon(self) -> str: ...  # noqa: D102 - told by its name
    @property
    def shortcut(self) -> str: ...  # noqa: D102 - told by its name


class Rail(QFrame):
    """Buttons of the pages, top down."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self.setFixedWidth(WIDTH)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(4)
        self._column.addStretch(1)
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._on_clicked)
        self._buttons: dict[str, QToolButton] = {}
        self._titles: dict[str, str] = {}

    def fill(self, entries: Sequence[RailEntry], words: Callable[[str], str]) -> None:
        """Show these pages and no others."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._column.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()
        for place, entry in enumerate(entries):
            button = self._button(entry, words(entry.title_key))
            self._buttons[entry.id] = button
            self._titles[entry.id] = button.text()
            self._group.addButton(button)
            self._column.insertWidget(place, button)

    def select(self, page_id: str) -> None:
        """Mark the page in front."""
        if page_id in self._buttons:
            self._buttons[page_id].setChecked(True)

    def count(self, page_id: str, number: int) -> None:
        """Show how much waits on a page; 0 shows nothing."""
        if page_id in self._buttons:
            title = self._titles[page_id]
            text = f"{title} {number}" if number else title
            button = self._buttons[page_id]
            shortcut = button.shortcut()
            button.setText(text)
            button.setShortcut(shortcut)  # a new text takes the shortcut away, for it may bring an `&` of its own
            button.setAccessibleName(text)

    def _button(self, entry: RailEntry, title: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("rail-button")
        button.setProperty("page", entry.id)
        button.setText(title)
        button.setAccessibleName(title)
        button.setToolTip(f"{title}（{entry.shortcut}）")
        button.setIcon(icon(entry.icon, "muted"))
        button.setIconSize(QSize(ICON, ICON))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setCheckable(True)
        button.setFixedWidth(WIDTH)
        button.setShortcut(QKeySequence(entry.shortcut))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    @Slot(QToolButton)
    def _on_clicked(self, button: QToolButton) -> None:
        self.chosen.emit(button.property("page"))
