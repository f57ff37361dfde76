"""The status line: long work with progress and cancel on the left, where one is on the right."""

from typing import Protocol

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from ui.jobs import JobRunner
from ui.text import Words


class HasJobs(Protocol):
    """Whatever carries the texts and the jobs."""

    words: Words
    jobs: JobRunner


class StatusLine(QFrame):
    """Shows the oldest titled job under way."""

    def __init__(self, front: HasJobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status")
        self._front = front
        self._titles: dict[int, str] = {}
        across = QHBoxLayout(self)
        across.setContentsMargins(16, 4, 16, 4)
        self._work = QLabel(self)
        self._bar = QProgressBar(self)
        self._bar.setFixedWidth(160)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(front.words("status.progress"))
        self._cancel = QPushButton(front.words("status.cancel"), self)
        self._cancel.setProperty("kind", "link")
        self._cancel.clicked.connect(self.cancel_shown)
        self._facts = QLabel(self)
        self._facts.setProperty("hint", "true")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self._work, self._bar, self._cancel):
            across.addWidget(widget)
        across.addStretch(1)
        across.addWidget(self._facts)
        front.jobs.started.connect(self.on_started)
        front.jobs.progressed.connect(self.on_progressed)
        front.jobs.finished.connect(self.on_finished)
        self._refresh()

    def set_facts(self, text: str) -> None:
        """Say where one is: database, law in force, size of the log."""
        self._facts.setText(text)

    @Slot(int, str)
    def on_started(self, number: int, title: str) -> None:
        """A titled job began."""
        self._titles[number] = title
        self._bar.setRange(0, 0)
        self._refresh()

    @Slot(int, int, int)
    def on_progressed(self, number: int, done: int, total: int) -> None:
        """A job came forward."""
        if number == self._shown:
            self._bar.setRange(0, total)
            self._bar.setValue(done)
            self._work.setText(f"{self._titles[number]} {done}/{total}")

    @Slot(int)
    def on_finished(self, number: int) -> None:
        """A job ended, was cancelled or failed."""
        if self._titles.pop(number, None) is not None:
            self._refresh()

    @Slot()
    def cancel_shown(self) -> None:
        """Cancel the job that is shown."""
        if self._shown is not None:
            self._front.jobs.cancel(self._shown)

    @property
    def _shown(self) -> int | None:
        return next(iter(self._titles), None)

    def _refresh(self) -> None:
        busy = self._shown is not None
        for widget in (self._work, self._bar, self._cancel):
            widget.setVisible(busy)
        if self._shown is not None:
            self._work.setText(self._titles[self._shown])
