"""常用视图 of 待办: tab, deadline and words kept together by the person, on this machine (window.md, 待办)."""

import json
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from ui.actions.front import Front

MOST = 12
"""Views kept; the one saved first goes when there are more."""


class View(NamedTuple):
    """What is looked at: the tab, the chip of deadlines, words of title or number."""

    tab: str
    chip: str
    text: str


def read_views(kept: str) -> tuple[View, ...]:
    """The views of a settings value; anything else than what `written` wrote holds none."""
    try:
        found = json.loads(kept or "[]")
        return tuple(View(*map(str, one)) for one in found)
    except (ValueError, TypeError):
        return ()


def written(views: tuple[View, ...]) -> str:
    """The settings value of views."""
    return json.dumps(views, ensure_ascii=False)


class ViewsButton(QPushButton):
    """Offers the saved views, keeps the one that is shown, and takes it away again; `chosen` gives a `View`."""

    chosen = Signal(object)

    def __init__(self, front: Front, shown: Callable[[], View], parent: QWidget) -> None:
        super().__init__(front.words("inbox.views"), parent)
        self._front = front
        self._shown = shown
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self.setMenu(self._menu)
        self.setToolTip(front.words("inbox.views.tip"))

    @property
    def views(self) -> tuple[View, ...]:
        """Those of the person at the desk, the newest last."""
        return read_views(self._front.preferences.views(self._front.actor))

    @Slot()
    def fill(self) -> None:
        """The menu as it is now."""
        words, shown, views = self._front.words, self._shown(), self.views
        self._menu.clear()
        for view in views:
            action = self._menu.addAction(self.name(view), partial(self.chosen.emit, view))
            action.setCheckable(True)
            action.setChecked(view == shown)
        self._menu.addSeparator()
        keep = self._menu.addAction(words("inbox.views.keep", name=self.name(shown)), self.keep)
        keep.setEnabled(shown not in views)
        self._menu.addAction(words("inbox.views.drop"), self.drop).setEnabled(shown in views)

    def name(self, view: View) -> str:
        """What a view is called: its parts."""
        words = self._front.words
        parts = [words(f"inbox.tab.{view.tab}"), words(f"inbox.chip.{view.chip}")]
        return " · ".join([*parts, f"“{view.text}”"] if view.text else parts)

    @Slot()
    def keep(self) -> None:
        """Keep what is shown."""
        self._write((*self.views, self._shown())[-MOST:])

    @Slot()
    def drop(self) -> None:
        """Take it out of the list again."""
        shown = self._shown()
        self._write(tuple(one for one in self.views if one != shown))

    def _write(self, views: tuple[View, ...]) -> None:
        self._front.preferences.keep_views(self._front.actor, written(views))
