"""The one long-lived worker that holds the name model; apart from those that read files, so neither costs the other."""

from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import Final

from reviewer_app.documents import messages
from reviewer_app.documents.lasting_worker import LastingWorker
from reviewer_app.documents.messages import Hello, Names, NamesRequest
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain.errors import ReadingCancelled
from reviewer_app.ports.names import NamePassFailed, Spans

BATCH_CHARACTERS: Final = 20_000
"""So much is asked at once: under a second of work, after which a cancellation is seen."""

STALL_SECONDS: Final = 120.0
_POLL_SECONDS: Final = 0.05
_FINISH_SECONDS: Final = 5.0


class NameWorker:
    """Implements `ports.names.NameReader`. Started by the first text; one conversation at a time, others wait."""

    def __init__(self, *, command: Sequence[str] | None = None, stall_seconds: float = STALL_SECONDS) -> None:
        self._worker = LastingWorker(command)
        self._stall = stall_seconds

    def find(self, texts: Sequence[str], *, cancelled: Callable[[], bool] | None = None) -> Spans:
        """Names of each text; raises `NamePassFailed` or `ReadingCancelled`. A failed process is replaced."""
        found: Spans = []
        with self._worker.turn:
            try:
                for batch in _batches(texts):
                    if self._worker.closed or (cancelled is not None and cancelled()):
                        raise ReadingCancelled(name="")
                    found += self._ask(batch)
            except NamePassFailed:
                self._worker.drop()
                raise
        return found

    def _ask(self, texts: list[str]) -> Spans:
        process = self._worker.process()
        data = messages.pack_texts(texts)
        process.ask(NamesRequest("", len(data)), data)
        reply = self._reply(process)
        if not process.finish(_FINISH_SECONDS) or not isinstance(reply, Names) or not _fits(reply.spans, texts):
            raise NamePassFailed
        return reply.spans

    def _reply(self, process: WorkerProcess) -> messages.Reply | None:
        """The answer; None where the process died."""
        started = monotonic()
        while monotonic() - started < self._stall:
            try:
                reply = process.next_reply(_POLL_SECONDS)
            except TimeoutError:
                continue
            if not isinstance(reply, Hello):
                return reply
        raise NamePassFailed

    def close(self) -> None:
        """End the process; a pass under way fails."""
        self._worker.closed = True
        self._worker.interrupt()
        with self._worker.turn:
            self._worker.drop()


def _fits(spans: Spans, texts: Sequence[str]) -> bool:
    """Whether the answer is about these texts: places of another text would mark the wrong words."""
    return len(spans) == len(texts) and all(
        0 <= start < end <= len(text) for text, found in zip(texts, spans, strict=True) for start, end in found
    )


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
