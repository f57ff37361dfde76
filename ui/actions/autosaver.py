"""Keeps typing aside while it happens, so that a killed window loses at most two seconds of it (issue 3, item 8).

Writes go through the write lane, which keeps their order and is finished before the program ends.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from reviewer_app.domain.errors import ReviewerError
from ui.actions.front import Front
from ui.jobs import JobControl, Lane

WAIT_MILLISECONDS = 600
"""From the first key to the write; not restarted by further keys, so that quick typists are saved as well."""


class Autosaver(QObject):
    """One text of one person, by `key` (letters, digits, `-` and `_`)."""

    def __init__(self, front: Front, key: str, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._key = f"{key}-{front.actor}"
        self._text: str | None = None
        self._complained = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MILLISECONDS)
        self._timer.timeout.connect(self.flush)

    def load(self, on_text: Callable[[str | None], None]) -> None:
        """Fetch what was kept; `on_text` gets it, or None.

        In the write lane, behind what the dialog before this one still has to write.
        """

        def work(_control: JobControl) -> str | None:
            return self._front.desk.drafts.load(self._key)

        self._front.jobs.run(self, work, on_text, self._on_error, lane=Lane.WRITE)

    def note(self, text: str) -> None:
        """Keep this text; what was noted before is replaced."""
        self._text = text
        if not self._timer.isActive():
            self._timer.start()

    def forget(self) -> None:
        """It became something: nothing is kept any more."""
        self._timer.stop()
        self._text = None
        self._run(partial(self._front.desk.drafts.forget, self._key))

    @Slot()
    def flush(self) -> None:
        """Write at once what is not written yet."""
        self._timer.stop()
        if self._text is not None:
            text, self._text = self._text, None
            self._run(partial(self._front.desk.drafts.save, self._key, text))

    def _run(self, act: Callable[[], None]) -> None:
        def work(_control: JobControl) -> None:
            act()

        self._front.jobs.run(self, work, on_error=self._on_error, lane=Lane.WRITE)

    @Slot(object)
    def _on_error(self, error: ReviewerError) -> None:
        """Once is enough: a full disk would otherwise speak with every key."""
        if not self._complained:
            self._complained = True
            self._front.complain(error)
