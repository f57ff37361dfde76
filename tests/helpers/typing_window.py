"""A whole window as a process of its own, at which somebody types: arguments are home, item, password and what to do.

`page` types a reason into step ③ until it is killed; `dialog` does so for a while, then opens 退回修改 and types there.
Each key is said on a line of its own, with its moment. `read` says what stands in both fields, then ends.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer_app.bootstrap import window
from ui.app import Gate
from ui.dialogs.return_item import ReturnDialog

TICK_MILLISECONDS = 20
KEYS_FIRST = 40
"""How many keys go into the page before the dialog is opened."""

Wait = Callable[[], object]


class Typist(QObject):
    """Does one step at each tick; a step that waits gives what it waits for."""

    def __init__(self, item: str, password: str, what: str) -> None:
        super().__init__()
        self._item = item
        self._password = password
        self._what = what
        self._steps = self._all()
        self._wait: Wait | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.on_tick)
        self._timer.start(TICK_MILLISECONDS)

    @Slot()
    def on_tick(self) -> None:
        """The next step, if what it waits for is there."""
        if self._wait is None or self._wait():
            self._wait = next(self._steps, None)

    def _all(self) -> Iterator[Wait | None]:
        gate = _top(Gate)
        while gate is None:
            yield None
            gate = _top(Gate)
        login = gate.login
        yield lambda: login.person.count() > 1
        login.person.setCurrentIndex(login.person.findText("钟审查员", Qt.MatchFlag.MatchContains))
        QTest.keyClicks(login.password, self._password)
        QTest.keyClick(login.password, Qt.Key.Key_Return)
        yield lambda: gate.currentWidget() is gate.window_
        gate.window_.show_item("review", self._item)
        page: Any = gate.window_.page
        yield lambda: page.view is not None and not page.front.jobs.busy
        page.side.show_step("attribute")
        yield from self._at(page)
        gate.close()

    def _at(self, page: Any) -> Iterator[Wait | None]:
        first = page.side.attribute.reason
        if self._what == "read":
            yield from _said("page", first)
        else:
            yield from _typed("page", first, KEYS_FIRST if self._what == "dialog" else None)
        QTimer.singleShot(0, page.bar.give_back.click)  # from outside this tick: the dialog has a loop of its own
        yield lambda: _top(ReturnDialog) is not None
        dialog: Any = _top(ReturnDialog)
        if self._what == "read":
            yield from _said("dialog", dialog.reason)
            dialog.reject()
        else:
            yield from _typed("dialog", dialog.reason, None)


def _top(kind: type[Any]) -> Any:
    return next((one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()), None)


def _typed(where: str, field: Any, most: int | None) -> Iterator[None]:
    """One key a tick; without `most`, until the process is killed."""
    number = 0
    while most is None or number < most:
        QTest.keyClick(field, str(number % 10))
        number += 1
        _tell(where, number, time.monotonic())
        yield None


def _said(where: str, field: Any) -> Iterator[Wait]:
    yield field.toPlainText
    _tell(where, field.toPlainText(), 0)


def _tell(*line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    home, *asked = sys.argv[1:]
    make = window.make_application
    typists = []

    def make_with_typist(arguments: Sequence[str]) -> QApplication:
        """The program's own application; a timer needs one."""
        application = make(arguments)
        typists.append(Typist(*asked))
        return application

    window.make_application = make_with_typist
    sys.exit(window.run(Path(home)))
