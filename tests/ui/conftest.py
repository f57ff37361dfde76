"""What holds for every test of the window: nothing of it is left, and the window's thread never runs SQL."""

import gc
import sys
from functools import partial
from pathlib import Path
from threading import current_thread, main_thread

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid
from sqlalchemy import Engine, event

import source_tree
from window_office import window_office

WINDOW = f"{source_tree.ROOT / 'ui'}/"


def _windows():
    application = QApplication.instance()
    return set(application.topLevelWidgets()) if isinstance(application, QApplication) else set()


@pytest.fixture
def office(tmp_path):
    """A copy of the prepared office; a file that wants more of it overrides this."""
    with window_office(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def no_leftover_window():
    """A window or dialog that the test opened is gone when the test ends."""
    before = _windows()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = sorted(type(one).__name__ for one in _windows() - before if one.isVisible())
    assert not left, f"windows left open: {left}"


@pytest.fixture(autouse=True, scope="module")
def no_leftover_timer():
    """A timer that ran in a file's tests runs no more at its end; looked for once a file, for it takes a while.

    What was there before is set aside meanwhile: after thousands of tests, looking through it all takes seconds.
    """
    gc.freeze()
    yield
    if QApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    left = sorted(f"{one.interval()} ms of {type(one.parent()).__name__}" for one in gc.get_objects()
                  if type(one) is QTimer and isValid(one) and one.isActive())
    gc.unfreeze()
    assert not left, f"timers left running: {left}"


class SqlGuard:
    """Notes each statement that the window's own code runs in the window's thread, with the line that asked."""

    def __init__(self):
        self.found = []

    def look(self, *_args):
        if current_thread() is not main_thread():
            return
        frame = sys._getframe(1)
        while frame is not None:
            if frame.f_code.co_filename.startswith(WINDOW):
                self.found.append(f"{Path(frame.f_code.co_filename).relative_to(source_tree.ROOT)}:{frame.f_lineno}")
                return
            frame = frame.f_back


@pytest.fixture(autouse=True)
def no_sql_in_the_windows_thread():
    """Pages ask by jobs alone: one query in the window's thread is a stall on a slow disk (design §8)."""
    guard = SqlGuard()
    event.listen(Engine, "before_cursor_execute", guard.look)
    yield guard
    event.remove(Engine, "before_cursor_execute", guard.look)
    assert not guard.found, f"SQL in the window's thread: {sorted(set(guard.found))}"


PATIENCE = 60_000
"""Milliseconds a wait may take on a machine that does ten other things; a condition that never comes fails anyway."""


@pytest.fixture
def qtbot(qtbot):
    """pytest-qt gives up after five seconds: we wait longer."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitExposed", "waitActive"):
        setattr(qtbot, name, partial(getattr(qtbot, name), timeout=PATIENCE))
    return qtbot
