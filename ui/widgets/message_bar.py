"""Messages under the search line: icon, word and sentence; they stay until read, and never stop anybody."""

from typing import Protocol

from PySide6.QtCore import Slot
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.text import Words
from ui.widgets.icons import Sign, state_icon

ICON = 18


class HasWords(Protocol):
    """Whatever carries the texts."""

    words: Words


class MessageBar(QFrame):
    """Shows the last message until it is closed or replaced; good news also goes when the page does."""

    def __init__(self, front: HasWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self._level = "green"
        across = QHBoxLayout(self)
        across.setContentsMargins(24, 8, 16, 8)
        self._icon = Sign(ICON, self)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setAccessibleName(front.words("message.last"))
        self._close = QPushButton(front.words("message.close"), self)
        self._close.setProperty("kind", "link")
        self._close.clicked.connect(self.hide)
        across.addWidget(self._icon)
        across.addWidget(self._text, 1)
        across.addWidget(self._close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._text.text()

    @Slot(str, str)
    def show_message(self, level: str, sentence: str) -> None:
        """Show a sentence at a level: "green", "amber" or "red"; screen readers say it at once."""
        self._level = level
        self._text.setProperty("level", level)
        self._text.setText(sentence)
        self._text.style().polish(self._text)
        self._icon.show_icon(state_icon(level))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def page_left(self) -> None:
        """Another page came to the front: what went well is old news there, what went wrong is not."""
        if self._level == "green":
            self.hide()
