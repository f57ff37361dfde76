"""Icons that take their colour from the theme at each painting: light turns to dark, and nobody draws them anew.

The pages asked for a picture in the colour of the moment and some forgot to ask again: an arrow drawn under the light
theme stayed black on the dark one.
"""

from functools import cache, lru_cache

import qtawesome  # type: ignore[import-untyped]  # no stubs; imported only here
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.widgets.theme import STATE_ICONS, token

DISABLED = "faint"
COLOURED = frozenset({"red", "amber", "green"})
"""States with a colour of their name; the others are quiet."""


class _Engine(QIconEngine):
    """Draws one icon of the set in the theme's colour of that name."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = DISABLED if mode is QIcon.Mode.Disabled else self._colour
        _drawn(self._name, token(colour)).paint(painter, rect, Qt.AlignmentFlag.AlignCenter, QIcon.Mode.Normal, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return picture


class Sign(QLabel):
    """A label that shows an icon, in the colours of the theme in force."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._icon = QIcon()

    def show_icon(self, icon: QIcon) -> None:
        """Show this one."""
        self._icon = icon
        self._draw()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Another theme: a picture does not follow by itself."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if not self._icon.isNull():
            self.setPixmap(self._icon.pixmap(self._size, self._size))


@cache
def icon(name: str, colour: str) -> QIcon:
    """An icon of the one set (Material Design Icons); `colour` is the name of a token of the theme.

    Each is made once and kept: Qt ends an engine with its last icon, and where that fell into Python's own collecting
    of garbage (a window closed together with its buttons), the engine's Python half was let go twice and the program
    crashed. As it wears the theme of the moment, one is enough for all.
    """
    return QIcon(_Engine(name, colour))


def state_icon(state: str) -> QIcon:
    """The icon of a state, in its colour."""
    return icon(STATE_ICONS[state], state_colour(state))


def state_colour(state: str) -> str:
    """Name of the token that colours a state."""
    return state if state in COLOURED else "muted"


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str) -> QIcon:
    made: QIcon = qtawesome.icon(name, color=colour)
    return made
