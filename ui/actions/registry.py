"""Turns the table of actions into QActions of the window, and runs an action by its id."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.actions.front import Front
from ui.actions.table import ACTIONS, MENU, ActionId, ActionSpec
from ui.widgets.icons import icon


class ActionRegistry(QObject):
    """The window's actions. Those of a page are forwarded by name: `page_action(page, method)`."""

    page_action = Signal(str, str)

    def __init__(self, front: Front, window: QWidget, handlers: Mapping[ActionId, Callable[[], None]]) -> None:
        super().__init__(window)
        self._front = front
        self._handlers = dict(handlers)
        self._actions = {spec.id: self._make(spec, window) for spec in ACTIONS if spec.runnable}
        self.refresh()

    def action(self, action: ActionId) -> QAction:
        """The QAction of an action that can be run."""
        return self._actions[action]

    def granted(self) -> tuple[ActionSpec, ...]:
        """What the person at the desk has, in the order of the table."""
        return tuple(spec for spec in ACTIONS if self._front.session is not None and self._may(spec))

    def refresh(self) -> None:
        """Another person, other actions; a hidden action's shortcut does nothing either."""
        for spec in ACTIONS:
            if spec.id in self._actions:
                granted = self._front.session is not None and self._may(spec)
                self._actions[spec.id].setVisible(granted)
                self._actions[spec.id].setEnabled(granted)

    def fill(self, menu: QMenu) -> None:
        """Put the menu of the person together."""
        for number, group in enumerate(MENU):
            if number:
                menu.addSeparator()
            for action in group:
                menu.addAction(self._actions[action])

    @Slot(str)
    def run(self, action: str) -> None:
        """Run an action by id, if the person has it."""
        found = self._actions.get(ActionId(action))
        if found is not None and found.isEnabled():
            found.trigger()

    def _may(self, spec: ActionSpec) -> bool:
        return not spec.permissions or any(map(self._front.may, spec.permissions))

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        text = self._front.words(spec.text_key)
        action = QAction(icon(spec.icon, "muted"), text, window)
        action.setObjectName(spec.id.value)
        if spec.page:
            # The page itself listens to the key where it makes sense; here it only tells it.
            action.triggered.connect(partial(self.page_action.emit, spec.page, spec.method))
            return action
        if spec.keys:
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        handler = self._handlers[spec.id]
        action.triggered.connect(lambda _checked=False: handler())
        window.addAction(action)
        return action
