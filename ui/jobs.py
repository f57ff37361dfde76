"""The one door to background work (house style 24-28): three lanes, one emitter, late results dropped.

The GUI thread never waits on disk, SQL or parsing. A page calls `run(...)` with itself as owner; when the page is
gone or the job was cancelled, its result is dropped by job id. Receivers are bound methods called in the GUI
thread through one long-lived emitter: lambdas on per-job emitters lose results (measured, house style 26).
"""

import gc
import itertools
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from reviewer_app.domain.errors import ReviewerError

_log = logging.getLogger(__name__)

COLLECT_MILLISECONDS = 500
"""How often the GUI thread looks whether the cycle collector is due."""

CROWD = 20_000
"""So many new objects within one such time are no longer looked through: 1,000 take a tenth of a millisecond."""


class Lane(StrEnum):
    """Where work runs: writes one after the other, reads side by side, documents in worker processes."""

    WRITE = "write"
    READ = "read"
    DOCUMENTS = "documents"


class JobCancelledError(Exception):
    """Raised inside a job by `JobControl.check` once somebody cancelled it."""


class JobControl:
    """What running work may ask and say."""

    def __init__(self, number: int, report: Callable[[int, int, int], None]) -> None:
        self._number = number
        self._report = report
        self._cancelled = Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next look."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether somebody asked it to stop."""
        return self._cancelled.is_set()

    def check(self) -> None:
        """Raise `JobCancelledError` if somebody asked it to stop."""
        if self.cancelled():
            raise JobCancelledError

    def progress(self, done: int, total: int) -> None:
        """Say how far it is."""
        self._report(self._number, done, total)


Work = Callable[[JobControl], Any]


@dataclass(slots=True)
class _Job:
    owner: QObject
    control: JobControl
    on_done: Callable[[Any], None] | None
    on_error: Callable[[ReviewerError], None] | None
    on_progress: Callable[[int, int], None] | None
    title: str


class _Emitter(QObject):
    """Carries results from worker threads into the GUI thread."""

    done = Signal(int, object)
    failed = Signal(int, object)
    progressed = Signal(int, int, int)


class _Collector(QObject):
    """Lets Python's cycle collector run in the GUI thread alone.

    Left to itself it runs in whatever thread allocates: a worker that came upon the cycle of a closed page destroyed
    its widgets in its own thread, and Qt went down with a segmentation fault (seen with two windows one after another).
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_MILLISECONDS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due by Python's own thresholds.

        A crowd that came at once is a package that was read: values without cycles, for which counting references is
        enough. They are set aside, for looking through them stops the window for tens of milliseconds.
        """
        due = [number for number, (count, limit) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
               if count > limit > 0]
        if due and gc.get_count()[0] > CROWD:
            gc.freeze()
        elif due:
            gc.collect(due[-1])

    def close(self) -> None:
        """The lanes are empty: Python collects by itself again."""
        self._timer.stop()
        if self._enabled:
            gc.enable()


class JobRunner(QObject):
    """Runs jobs and hands their results to their owners in the GUI thread."""

    started = Signal(int, str)
    progressed = Signal(int, int, int)
    finished = Signal(int)
    faulted = Signal(str)
    """Our own fault in a job: the name of the exception's type, never its text."""

    def __init__(self, parent: QObject | None = None, *, readers: int = 4) -> None:
        super().__init__(parent)
        self._numbers = itertools.count(1)
        self._jobs: dict[int, _Job] = {}
        self._pools = {
            Lane.WRITE: ThreadPoolExecutor(1, "jobs-write"),
            Lane.READ: ThreadPoolExecutor(readers, "jobs-read"),
            Lane.DOCUMENTS: ThreadPoolExecutor(2, "jobs-documents"),
        }
        self._collector = _Collector(self)
        self._emitter = _Emitter(self)
        queued = Qt.ConnectionType.QueuedConnection
        self._emitter.done.connect(self._on_done, queued)
        self._emitter.failed.connect(self._on_failed, queued)
        self._emitter.progressed.connect(self._on_progressed, queued)

    def run(
        self,
        owner: QObject,
        work: Work,
        on_done: Callable[[Any], None] | None = None,
        on_error: Callable[[ReviewerError], None] | None = None,
        on_progress: Callable[[int, int], None] | None = None,
        *,
        lane: Lane = Lane.READ,
        title: str = "",
    ) -> int:
        """Run `work(control)` off the GUI thread; `title` shows it in the status line. Returns the job's number."""
        number = next(self._numbers)
        control = JobControl(number, self._emitter.progressed.emit)
        self._jobs[number] = _Job(owner, control, on_done, on_error, on_progress, title)
        owner.destroyed.connect(self._on_owner_gone, Qt.ConnectionType.UniqueConnection)
        if title:
            self.started.emit(number, title)
        self._pools[lane].submit(self._execute, number, control, work)
        return number

    def cancel(self, number: int) -> None:
        """Cancel a job; its result is dropped even if it was already on its way."""
        job = self._jobs.pop(number, None)
        if job is not None:
            job.control.cancel()
            self.finished.emit(number)

    def cancel_owned(self, owner: QObject) -> None:
        """Cancel everything a page has under way."""
        for number in [number for number, job in self._jobs.items() if job.owner is owner]:
            self.cancel(number)

    @property
    def busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._jobs)

    def close(self) -> None:
        """Cancel what runs and wait for the lanes to empty; writes that were begun are finished."""
        for job in self._jobs.values():
            job.control.cancel()
        self._jobs.clear()
        for lane, pool in self._pools.items():
            pool.shutdown(wait=True, cancel_futures=lane is not Lane.WRITE)
        self._collector.close()

    def _execute(self, number: int, control: JobControl, work: Work) -> None:
        """Run in a lane's thread: a border where everything is caught and named (house style 36)."""
        try:
            result = work(control)
        except Exception as error:  # noqa: BLE001 - border: the job runner
            self._emitter.failed.emit(number, error)
        else:
            self._emitter.done.emit(number, result)

    @Slot(int, object)
    def _on_done(self, number: int, result: object) -> None:
        job = self._arrived(number)
        if job is None:
            return
        if job.on_done is not None:
            job.on_done(result)

    @Slot(int, object)
    def _on_failed(self, number: int, error: Exception) -> None:
        job = self._arrived(number)
        if job is None:
            return
        if isinstance(error, ReviewerError):
            if job.on_error is not None:
                job.on_error(error)
        elif not isinstance(error, JobCancelledError):
            # Texts of unknown exceptions may hold document text: only the type is kept.
            _log.error("job %d failed with %s at %s", number, type(error).__name__, _where(error))
            self.faulted.emit(type(error).__name__)
            if job.on_error is not None:
                job.on_error(ReviewerError())

    @Slot(int, int, int)
    def _on_progressed(self, number: int, done: int, total: int) -> None:
        job = self._jobs.get(number)
        if job is None:
            return
        self.progressed.emit(number, done, total)
        if job.on_progress is not None:
            job.on_progress(done, total)

    def _arrived(self, number: int) -> _Job | None:
        """The job whose answer came, unless it was cancelled or its owner is gone."""
        job = self._jobs.pop(number, None)
        if job is None:
            return None
        self.finished.emit(number)
        return job if isValid(job.owner) else None

    @Slot(QObject)
    def _on_owner_gone(self, _owner: QObject) -> None:
        # Qt hands over what is left of the owner, no longer the object that was given: ask each whether it lives.
        for number in [number for number, job in self._jobs.items() if not isValid(job.owner)]:
            self.cancel(number)


def _where(error: Exception) -> str:
    """The place in our code, for the log: file and line, never a value."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}" if trace is not None else "?"
