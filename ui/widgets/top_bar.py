"""The line above every page: one search, who is at the desk, whether the log is whole."""

from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from ui.text import Words
from ui.widgets.icons import icon, state_icon

ICON = 16


class HasWords(Protocol):
    """Whatever carries the texts."""

    words: Words


class TopBar(QFrame):
    """Search on the left; person and log on the right."""

    searched = Signal(str)
    verify_asked = Signal()

    def __init__(self, front: HasWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._words = front.words
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 8, 16, 8)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self._words("search.placeholder"))
        self.search.setAccessibleName(self._words("search.name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(520)
        self.search.returnPressed.connect(self._on_return)
        self.person = QPushButton(self)
        self.person.setProperty("kind", "link")
        self.menu = QMenu(self.person)
        self.person.setMenu(self.menu)
        self.log = QPushButton(self)
        self.log.setProperty("kind", "link")
        self.log.clicked.connect(self.verify_asked)
        self.hint = QLabel("Ctrl+K", self)
        self.hint.setProperty("hint", "true")
        across.addWidget(self.search, 1)
        across.addWidget(self.hint)
        across.addStretch(1)
        across.addWidget(self.person)
        across.addWidget(self.log)
        self.show_log("grey", self._words("log.unchecked"), self._words("log.unchecked_detail"))
        self.show_person("", locked=True)

    @Slot()
    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus()
        self.search.selectAll()

    def show_person(self, name: str, *, locked: bool) -> None:
        """Show who is at the desk and whether his key is locked: icon and words."""
        self.person.setVisible(bool(name))
        self.person.setText(name)
        state = self._words("session.locked" if locked else "session.unlocked")
        self.person.setToolTip(state)
        self.person.setAccessibleName(f"{name}，{state}" if name else self._words("session.nobody"))
        self.person.setIcon(icon("mdi6.lock-outline" if locked else "mdi6.lock-open-variant-outline", "muted"))

    def show_log(self, level: str, sentence: str, detail: str = "") -> None:
        """Show the state of the log: icon and words, never colour alone."""
        self.log.setText(sentence)
        self.log.setToolTip(detail)
        self.log.setAccessibleName(sentence)
        self.log.setAccessibleDescription(detail)
        self.log.setIcon(state_icon(level))

    @Slot()
    def _on_return(self) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text)
