"""The one long-lived worker that holds the picture reader: as the name model's, apart from those that read files."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import Final

from reviewer_app.documents.lasting_worker import LastingWorker
from reviewer_app.documents.messages import Hello, OcrRequest, Progress, Seen
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import ReadingCancelled
from reviewer_app.ports.ocr import OcrFailed, SeenPage

STALL_SECONDS: Final = 180.0
"""One page takes seconds; the first one also loads the models."""

MEMORY_MEGABYTES: Final = 4096
"""Address space: the models and one page at 200 dpi take 1.4 GB of it, larger pictures more."""

_POLL_SECONDS: Final = 0.05
_FINISH_SECONDS: Final = 5.0


class OcrWorker:
    """Implements `ports.ocr.PictureReader`. Started by the first picture; one file at a time, others wait."""

    def __init__(self, *, command: Sequence[str] | None = None, stall_seconds: float = STALL_SECONDS) -> None:
        self._worker = LastingWorker(command, memory_megabytes=MEMORY_MEGABYTES)
        self._stall = stall_seconds

    def see(
        self,
        untrusted_data: bytes,
        name: str,
        places: Sequence[Place],
        wholes: Sequence[bool],
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> list[SeenPage]:
        """See the port. A process that failed or was cancelled is ended and replaced by the next picture."""
        with self._worker.turn:
            if self._worker.closed or (cancelled is not None and cancelled()):
                raise ReadingCancelled(name=name)
            process = self._worker.process()
            try:
                process.ask(OcrRequest(name, len(untrusted_data), list(places), list(wholes)), untrusted_data)
                seen = self._answer(process, name, cancelled)
                good = process.finish(_FINISH_SECONDS) and {page.place for page in seen} <= set(places)
            except (OcrFailed, ReadingCancelled):
                self._worker.drop()
                raise
            if not good:
                self._worker.drop()
                raise OcrFailed
        return seen

    def _answer(
        self, process: WorkerProcess, name: str, cancelled: Callable[[], bool] | None
    ) -> list[SeenPage]:
        alive = monotonic()
        while monotonic() - alive < self._stall:
            if self._worker.closed or (cancelled is not None and cancelled()):
                raise ReadingCancelled(name=name)
            try:
                reply = process.next_reply(_POLL_SECONDS)
            except TimeoutError:
                continue
            if isinstance(reply, Seen):
                return reply.pages
            if reply is None:
                raise OcrFailed
            if isinstance(reply, Progress):
                alive = monotonic()
            elif not isinstance(reply, Hello):
                raise OcrFailed
        raise OcrFailed

    def close(self) -> None:
        """End the process; what is under way is cancelled."""
        self._worker.closed = True
        with self._worker.turn:
            self._worker.drop()
