"""The line above every page: one search, who is at the desk, whether the log is whole."""

from typing import Any, Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from ui.text import Words
from ui.widgets.theme import STATE_ICONS, icon, tokens_of

ICON = 16


class HasSession(Protocol):
    """Whatever carries the texts and the session."""

    words: Words

    @property
    def session(self) -> Any: ...  # noqa: ANN401, D102 - a session has a user; the bar only shows his name


class TopBar(QFrame):
    """Search on the left; person and log on the right."""

    searched = Signal(str)
    log_out = Signal()
    verify_asked = Signal()

    def __init__(self, front: HasSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._front = front
        words = front.words
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 8, 16, 8)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(words("search.placeholder"))
        self.search.setAccessibleName(words("search.name"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(520)
        self.search.returnPressed.connect(self._on_return)
        self.person = QPushButton(self)
        self.person.setProperty("kind", "link")
        menu = QMenu(self.person)
        menu.addAction(words("session.log_out"), self.log_out.emit)
        self.person.setMenu(menu)
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
        self.show_log("grey", words("log.unchecked"))

    @Slot()
    def focus_search(self) -> None:
        """Ctrl+K."""
        self.search.setFocus()
        self.search.selectAll()

    def refresh(self) -> None:
        """Show who is at the desk."""
        session = self._front.session
        self.person.setText(session.user.name if session else "")
        self.person.setVisible(session is not None)

    def show_log(self, level: str, sentence: str) -> None:
        """Show the state of the log: icon and words, never colour alone."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            tokens = tokens_of(application)
            colour = str(getattr(tokens, level, tokens.muted))
            self.log.setIcon(icon(STATE_ICONS[level], colour))
        self.log.setText(sentence)

    @Slot()
    def _on_return(self) -> None:
        if text := self.search.text().strip():
            self.searched.emit(text)
