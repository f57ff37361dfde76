"""Workers that examine files for the back-scan, as many at once as are asked for."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import PurePosixPath

from reviewer_app.documents.messages import ExamineRequest, Told
from reviewer_app.documents.ocr_worker import MEMORY_MEGABYTES
from reviewer_app.documents.worker_pool import Convert, PoolLimits, WorkerPool, kind_to_convert
from reviewer_app.domain.back_scan import Examined, FileState
from reviewer_app.domain.errors import FileNeedsConversion, ReaderDied, ReadingCancelled, UnreadableFile
from reviewer_app.domain.keeps import NOTHING_OWN, OwnValues

ALL_LABELS_HIDDEN = "…"
"""Stands for a path where not even its names could be examined."""


class ScanPool:
    """Implements `ports.scanning.Examiner`. `model`, `sight`: with the name model, with the picture reader."""

    def __init__(
        self,
        jobs: int,
        *,
        names: bool = True,
        model: bool = False,
        sight: bool = False,
        own: OwnValues = NOTHING_OWN,
        convert: Convert | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        memory = MEMORY_MEGABYTES if sight else None
        self._pool = _ExaminingPool(command=command, limits=PoolLimits(memory_megabytes=memory, spares=jobs))
        self._convert = convert
        self._options = (names, model, sight, own.phones, dict(own.keeps))

    def examine(
        self, untrusted_data: bytes, labels: Sequence[str], today: date, *, cancelled: Callable[[], bool]
    ) -> Examined:
        """See the port. A worker that dies is asked once more, anew: it may have been another file's doing."""
        request = self._request(untrusted_data, labels, today)
        try:
            return self._asked_twice(request, untrusted_data, cancelled)
        except FileNeedsConversion as refusal:
            return self._converted(request, untrusted_data, refusal, cancelled)
        except ReadingCancelled:
            raise
        except UnreadableFile as error:
            return self.examine_names(labels, today, error, cancelled=cancelled)

    def _request(self, untrusted_data: bytes, labels: Sequence[str], today: date) -> ExamineRequest:
        name = PurePosixPath(labels[0]).name
        return ExamineRequest(name, len(untrusted_data), list(labels), today, *self._options)

    def _asked_twice(
        self, request: ExamineRequest, untrusted_data: bytes, cancelled: Callable[[], bool]
    ) -> Examined:
        try:
            return self._pool.examine(request, untrusted_data, cancelled)
        except ReaderDied:
            return self._pool.examine(request, untrusted_data, cancelled)

    def _converted(
        self,
        request: ExamineRequest,
        untrusted_data: bytes,
        refusal: FileNeedsConversion,
        cancelled: Callable[[], bool],
    ) -> Examined:
        made = self._convert(untrusted_data, kind_to_convert(request.name)) if self._convert is not None else None
        if made is None:
            return self.examine_names(request.labels, request.today, refusal, cancelled=cancelled)
        data, kind = made
        renamed = f"{PurePosixPath(request.name).stem}.{kind.value}"
        again = ExamineRequest(renamed, len(data), request.labels, request.today, *self._options)
        try:
            return self._asked_twice(again, data, cancelled)
        except ReadingCancelled:
            raise
        except UnreadableFile as error:
            return self.examine_names(request.labels, request.today, error, cancelled=cancelled)

    def examine_names(
        self, labels: Sequence[str], today: date, error: UnreadableFile, *, cancelled: Callable[[], bool]
    ) -> Examined:
        """See the port: the names alone can hardly harm a worker."""
        alone = ExamineRequest(
            PurePosixPath(labels[0]).name, 0, list(labels), today, *self._options, content=False
        )
        detail = tuple((key, str(value)) for key, value in error.values.items() if key != "name")
        try:
            told = self._pool.examine(alone, b"", cancelled)
        except ReadingCancelled:
            raise
        except UnreadableFile:
            hidden = tuple(ALL_LABELS_HIDDEN + PurePosixPath(label).suffix for label in labels)
            return Examined(FileState.UNREADABLE, hidden, error=error.code, detail=detail)
        return Examined(FileState.UNREADABLE, told.labels, told.problems, error.code, detail)

    def close(self) -> None:
        """Kill all workers; what is under way raises `ReadingCancelled`."""
        self._pool.close()


class _ExaminingPool(WorkerPool):
    """A pool whose workers are asked to examine; conversion is the caller's, for the labels go with it."""

    def examine(
        self, request: ExamineRequest, untrusted_data: bytes, cancelled: Callable[[], bool]
    ) -> Examined:
        """Ask one worker; raises a subclass of `UnreadableFile`."""
        end = self._converse(request, untrusted_data, cancelled, [])
        if not isinstance(end, Told) or len(end.examined.labels) != len(request.labels):
            raise ReaderDied(name=request.name)
        return end.examined
