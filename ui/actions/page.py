"""What every page of the stack is: a widget that can be shown for an item and reloads on `changed`."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from reviewer_app.domain.actors import Permission
from ui.actions.front import Front

MARGIN = 24
GAP = 16


class Page(QWidget):
    """A screen. Subclasses fill `self.body` and override `reload` and, where they show one item, `show_item`."""

    def __init__(self, front: Front, title_key: str) -> None:
        super().__init__()
        self.front = front
        self.setObjectName("page")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(MARGIN, GAP, MARGIN, GAP)
        self.body.setSpacing(GAP)
        self.heading = QLabel(front.words(title_key), self)
        self.heading.setObjectName("title")
        self.setAccessibleName(self.heading.text())
        self.body.addWidget(self.heading)
        front.changed.connect(self.on_changed)

    def reload(self) -> None:
        """Read again what is shown; called when the page comes to the front or something moved."""

    def show_item(self, item: str) -> None:
        """Show one item; pages that show lists select it."""

    @Slot(str)
    def on_changed(self, _item: str) -> None:
        """Reload if visible; a hidden page reloads when it comes to the front."""
        if self.isVisible():
            self.reload()

    def take_focus(self) -> None:
        """The page came to the front: put the keys where work begins.

        Not a focus proxy: Qt's Tab then jumps over everything that stands before the proxy.
        """
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another page came to the front, or the window closes: drop what is under way."""
        self.front.jobs.cancel_owned(self)


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One entry of the rail: who sees it (any of `permissions`) and how it is made."""

    id: str
    title_key: str
    icon: str
    permissions: frozenset[Permission]
    make: Callable[[Front], Page]
    shortcut: str
