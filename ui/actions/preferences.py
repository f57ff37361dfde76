"""What a person chose for this machine: light or dark, language, where things stand. Kept with the window's layout.

Nothing here is proven or decides anything; a lost file costs only the layout.
"""

from enum import StrEnum
from typing import Any, Final

from PySide6.QtCore import QByteArray, QObject, QSettings, QSize, Signal
from PySide6.QtWidgets import QSplitter, QTableView, QWidget

from reviewer_app.text import LANGUAGES

GEOMETRY: Final = "window/geometry"
SCHEME: Final = "scheme"
LANGUAGE: Final = "language"
PERSON: Final = "person"
RECENT: Final = "recent"
MOST_RECENT: Final = 8
VIEWS: Final = "views"
SIZE: Final = QSize(1440, 900)
"""The window's size the first time; the screen may be smaller, and Qt then fits it in."""


class Scheme(StrEnum):
    """Light or dark: as the desktop says, or as the person says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Preferences(QObject):
    """Typed access to the window's settings file; without a file they live as long as the window."""

    scheme_changed = Signal()

    def __init__(self, settings: QSettings | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._loose: dict[str, Any] = {}

    @property
    def scheme(self) -> Scheme:
        """Light, dark or as the system says; anything else in the file counts as the last."""
        said = str(self._value(SCHEME, Scheme.SYSTEM.value))
        return Scheme(said) if said in set(Scheme) else Scheme.SYSTEM

    def choose_scheme(self, scheme: Scheme) -> None:
        """Change it now."""
        if scheme is not self.scheme:
            self._keep(SCHEME, scheme.value)
            self.scheme_changed.emit()

    @property
    def language(self) -> str:
        """The language of the texts; an unknown one counts as Chinese."""
        said = str(self._value(LANGUAGE, LANGUAGES[0]))
        return said if said in LANGUAGES else LANGUAGES[0]

    def choose_language(self, language: str) -> None:
        """Change it for the next start."""
        self._keep(LANGUAGE, language)

    @property
    def person(self) -> str:
        """Id of who logged in last."""
        return str(self._value(PERSON, ""))

    def remember_person(self, user: str) -> None:
        """Offer this person first at the next login."""
        self._keep(PERSON, user)

    @property
    def recent(self) -> tuple[str, ...]:
        """Ids of actions and pages taken by Ctrl+K lately, the last first."""
        return tuple(one for one in str(self._value(RECENT, "")).split() if one)

    def remember_choice(self, key: str) -> None:
        """Offer this one first the next time."""
        self._keep(RECENT, " ".join((key, *(one for one in self.recent if one != key))[:MOST_RECENT]))

    def views(self, person: str) -> str:
        """What a person's saved views of 待办 are written as, "" for none."""
        return str(self._value(f"{VIEWS}/{person}", ""))

    def keep_views(self, person: str, views: str) -> None:
        """Keep a person's saved views of 待办."""
        self._keep(f"{VIEWS}/{person}", views)

    def restore_geometry(self, window: QWidget) -> None:
        """Put the window where it stood."""
        kept = self._value(GEOMETRY, None)
        if not isinstance(kept, QByteArray) or not window.restoreGeometry(kept):
            window.resize(SIZE)

    def remember_geometry(self, window: QWidget) -> None:
        """Keep where the window stands."""
        self._keep(GEOMETRY, window.saveGeometry())

    def restore_layout(self, page_id: str, page: QWidget) -> None:
        """Column widths and splitters of a page as they were left."""
        for key, part in _movable(page_id, page):
            kept = self._value(key, None)
            if isinstance(kept, QByteArray):
                part.restoreState(kept)

    def remember_layout(self, page_id: str, page: QWidget) -> None:
        """Keep column widths and splitters of a page."""
        for key, part in _movable(page_id, page):
            self._keep(key, part.saveState())

    def _value(self, key: str, default: Any) -> Any:  # noqa: ANN401 - what the settings file holds
        if self._settings is None:
            return self._loose.get(key, default)
        return self._settings.value(key, default)

    def _keep(self, key: str, value: Any) -> None:  # noqa: ANN401 - as above
        if self._settings is None:
            self._loose[key] = value
        else:
            self._settings.setValue(key, value)


def _movable(page_id: str, page: QWidget) -> list[tuple[str, Any]]:
    """Splitters and table headers with their keys.

    The number of pieces is in the key, so that a page changed by a newer program does not get the old one's layout.
    """
    found: list[tuple[str, Any]] = []
    for at, splitter in enumerate(page.findChildren(QSplitter)):
        found.append((f"layout/{page_id}/splitter{at}-{splitter.count()}", splitter))
    for at, table in enumerate(page.findChildren(QTableView)):
        if table.model() is not None:
            header = table.horizontalHeader()
            found.append((f"layout/{page_id}/table{at}-{header.count()}", header))
    return found
