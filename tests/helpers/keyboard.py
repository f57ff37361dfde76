"""Presses keys where the focus is, as on a real desk: no mouse, no call into a widget."""

from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from ui.pages import PAGES

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
MOST_TABS = 60
LOOK_MILLISECONDS = 20


class Keyboard:
    """The keys of one window and its dialogs."""

    def __init__(self, qtbot, window):
        self.qtbot = qtbot
        self.window = window
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """One key to what has the focus."""
        self.qtbot.keyClick(self._focused(), key, modifier)

    def type(self, text):
        """Letters (QTest knows ASCII alone)."""
        self.qtbot.keyClicks(self._focused(), text)

    def tab_to(self, wanted):
        """Tab until a control has the focus; being stuck is what these tests are to find."""
        way = []
        for _ in range(MOST_TABS):
            if QApplication.focusWidget() is wanted:
                return
            self.press(KEY.Key_Tab)
            way.append(told(QApplication.focusWidget()))
        pytest.fail(f"Tab never reaches {told(wanted)}: {way}")

    def push(self, button):
        """Tab to a button, once it can be pressed, and press it."""
        self.qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
        self.tab_to(button)
        self.press(KEY.Key_Space)

    def choose(self, box, value):
        """Choose in a drop-down list by the arrow keys."""
        self.tab_to(box)
        for _ in range(box.count()):
            if box.value == value:
                return
            self.press(KEY.Key_Down)
        assert box.value == value

    def row(self, table, item):
        """Go down a list to an item."""
        for _ in range(50):
            row = table.model().row(table.currentIndex())
            if row is not None and getattr(row, "item", row.id) == item:
                return
            self.press(KEY.Key_Down)
        pytest.fail("the arrows never reach the item")

    def page(self, name):
        """Alt and a digit: another page."""
        number = next(number for number, spec in enumerate(PAGES, 1) if spec.id == name)
        kind = PAGES[number - 1].make
        self.idle()
        self.press(KEY(KEY.Key_0 + number), ALT)
        self.qtbot.waitUntil(lambda: isinstance(self.window.main.page, kind))
        return self.window.main.page

    def choose_files(self, button, *paths):
        """Press a button that asks for files, and type their paths as a person who knows them does."""
        with self.answering(QFileDialog, lambda _dialog: self._paths(paths)):
            self.push(button)

    def _focused(self):
        """What has the focus; nothing: a key would go nowhere.

        Offscreen there is no window manager that brings the window back to the front when a dialog closes.
        """
        if QApplication.activeWindow() is None:
            self.window.gate.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        return QApplication.focusWidget()

    def _paths(self, paths):
        self.type(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
        self.press(KEY.Key_Return)

    @contextmanager
    def answering(self, kind, answer):
        """Answer the next dialog of a kind whose own loop runs inside the key press."""
        seen, failed = [], []
        timer = QTimer()
        timer.setInterval(LOOK_MILLISECONDS)

        def look():
            dialog = QApplication.activeModalWidget()
            focus = QApplication.focusWidget()
            if not isinstance(dialog, kind) or focus is None or focus.window() is not dialog:
                return
            timer.stop()
            seen.append(dialog)
            try:
                answer(dialog)
            except BaseException as error:  # noqa: BLE001 - raised again where the test sees it
                failed.append(error)
            finally:
                if dialog.isVisible():
                    dialog.reject()

        timer.timeout.connect(look)
        timer.start()
        yield
        self.qtbot.waitUntil(lambda: bool(seen))
        if failed:
            raise failed[0]

    def idle(self):
        """Wait until no job is under way."""
        self.qtbot.waitUntil(lambda: not self.window.front.jobs.busy)


def told(widget):
    """A control as a test names it."""
    text = getattr(widget, "text", None)
    name = widget.accessibleName() if widget is not None else ""
    return f"{type(widget).__name__} {name or (text() if callable(text) else '')}"
