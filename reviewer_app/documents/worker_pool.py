"""The desk: hands documents to worker processes, one document at a time each, and keeps one warm spare.

A worker that dies, stalls, is cancelled or goes over a limit costs its own document and nothing else. Importing this
loads no parser: the program itself never touches untrusted bytes beyond passing them on.
"""

import signal
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from time import monotonic
from typing import Final, Self, TypeAlias

from reviewer_app.documents.head_start import worker_command
from reviewer_app.documents.messages import (
    Blocks,
    Done,
    End,
    Failure,
    Hello,
    PageRequest,
    PictureRequest,
    Proved,
    ProveRequest,
    ReadRequest,
    Reply,
    Request,
    Shown,
    WriteRequest,
    Written,
)
from reviewer_app.documents.worker_process import WorkerProcess
from reviewer_app.domain import errors
from reviewer_app.domain.document import Block, Document, FileKind, Place
from reviewer_app.domain.errors import FileNeedsConversion, ReaderDied, ReaderTimedOut, ReadingCancelled, ReviewerError
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import PublicPlan, ResultProof
from reviewer_app.ports.documents import ReadFile, ShownPage

Convert: TypeAlias = Callable[[bytes, FileKind], tuple[bytes, FileKind] | None]
"""Turns doc, wps or et into docx or xlsx; None where that is not possible here."""

Cancelled: TypeAlias = Callable[[], bool]

_POLL_SECONDS: Final = 0.05
"""How soon a cancellation is noticed."""

_FINISH_SECONDS: Final = 5.0
MAX_BLOCKS: Final = 10_000_000
"""More blocks than any file within the readers' limits has: a worker that sends them is not ours any more."""

_BY_CODE: Final = {"wps": FileKind.WPS, "wpt": FileKind.WPS, "et": FileKind.ET, "ett": FileKind.ET}


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """Seconds without a sign of life, seconds a document may take at all, address space, workers kept."""

    stall_seconds: float = 120.0
    document_seconds: float = 900.0
    memory_megabytes: int | None = None
    spares: int = 1
    """Workers kept warm when nobody asks; as many as there are threads that ask all the time."""


class WorkerPool:
    """Implements `ports.documents.DocumentDesk`; may be used from several threads at once."""

    def __init__(
        self,
        *,
        command: Sequence[str] | None = None,
        convert: Convert | None = None,
        limits: PoolLimits | None = None,
        ready: bool = True,
    ) -> None:
        self._command = tuple(command or worker_command())
        self._convert = convert
        self._limits = limits or PoolLimits()
        self._lock = threading.Lock()
        self._closed = False
        self._busy: set[WorkerProcess] = set()
        self._protection: frozenset[str] = frozenset()
        # Started here and now where it is `ready`: it imports its parsers while the program still imports its rules.
        self._idle: list[WorkerProcess] = [self._worker()] if ready else []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def protection(self) -> frozenset[str]:
        """What protected the last worker that read something (`adapters.platform.Protection` values)."""
        return self._protection

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Cancelled | None = None) -> ReadFile:
        """Read one file in a worker; raises a subclass of `UnreadableFile`."""
        plain = _plain(name)
        try:
            return ReadFile(self._read(untrusted_data, plain, cancelled))
        except FileNeedsConversion as refusal:
            kind = kind_to_convert(plain)
            converted = self._convert(untrusted_data, kind) if self._convert is not None else None
            if converted is None:
                raise
            return self._read_converted(converted, plain, kind, refusal, cancelled)

    def _read_converted(
        self,
        converted: tuple[bytes, FileKind],
        name: str,
        kind: FileKind,
        refusal: FileNeedsConversion,
        cancelled: Cancelled | None,
    ) -> ReadFile:
        data, made = converted
        try:
            document = self._read(data, f"{PurePosixPath(name).stem}.{made.value}", cancelled)
        except (errors.FileDamaged, errors.FileEmpty):
            raise refusal from None
        return ReadFile(replace(document, kind=kind), data, made)

    def _read(self, untrusted_data: bytes, name: str, cancelled: Cancelled | None) -> Document:
        blocks: list[Block] = []
        end = self._converse(ReadRequest(name, len(untrusted_data)), untrusted_data, cancelled, blocks)
        if not isinstance(end, Done):
            raise ReaderDied(name=name)
        return Document.of(end.kind, tuple(blocks), end.properties, tuple(end.unread), tuple(end.marks))

    def write(self, untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
        """Apply a plan to a copy of the original in a worker; raises `NoWriter` or a subclass of `UnreadableFile`."""
        plain = _plain(name)
        end = self._converse(WriteRequest(plain, len(untrusted_data), plan), untrusted_data, None, [])
        if not isinstance(end, Written):
            raise ReaderDied(name=plain)
        return end.data

    def prints(self, kind: FileKind) -> bool:
        """A PDF has pages already; a pool that can print more says so."""
        return kind is FileKind.PDF

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        """A PDF is its own print; raises `NoPicture` for all else."""
        if kind is not FileKind.PDF:
            raise errors.NoPicture(name=name)
        return untrusted_data

    def page(self, untrusted_data: bytes, name: str, number: int, dpi: int) -> ShownPage:
        """A PDF's page `number` (from 1) drawn at `dpi`, with its characters' boxes; raises `NoPicture`."""
        return self._shown(PageRequest(_plain(name), len(untrusted_data), number, dpi), untrusted_data)

    def prove(
        self, original: bytes, result: bytes, name: str, plan: PublicPlan, gone: Iterable[tuple[FindingType, str]]
    ) -> ResultProof:
        """Search a result for values that had to go, in a worker; see `documents.proving`."""
        plain = _plain(name)
        request = ProveRequest(plain, len(original) + len(result), len(original), plan, sorted(gone))
        end = self._converse(request, original + result, None, [])
        if not isinstance(end, Proved):
            raise ReaderDied(name=plain)
        return end.proof

    def picture(self, untrusted_data: bytes, name: str, place: Place) -> ShownPage:
        """What stands at `place`, decoded and drawn in a worker, with its size; raises `NoPicture`."""
        plain = _plain(name)
        return self._shown(PictureRequest(plain, len(untrusted_data), place), untrusted_data)

    def _shown(self, request: PageRequest | PictureRequest, untrusted_data: bytes) -> ShownPage:
        end = self._converse(request, untrusted_data, None, [])
        if not isinstance(end, Shown):
            raise ReaderDied(name=request.name)
        return ShownPage(end.picture, end.layout)

    def _converse(
        self, request: Request, untrusted_data: bytes, cancelled: Cancelled | None, blocks: list[Block]
    ) -> End:
        """Ask one worker; it goes back to the pool after a proper end and is killed after anything else."""
        worker = self._take(request.name)
        proper = False
        try:
            worker.ask(request, untrusted_data)
            end = self._replies(worker, request.name, cancelled, blocks)
            proper = worker.finish(_FINISH_SECONDS)
        finally:
            self._give_back(worker, proper=proper)
        if isinstance(end, Failure):
            raise _error_of(end)
        return end

    def _replies(
        self, worker: WorkerProcess, name: str, cancelled: Cancelled | None, blocks: list[Block]
    ) -> End:
        started = alive = monotonic()
        while True:
            try:
                reply = worker.next_reply(_POLL_SECONDS)
            except TimeoutError:
                now = monotonic()
                if now - alive > self._limits.stall_seconds or now - started > self._limits.document_seconds:
                    raise ReaderTimedOut(name=name) from None
                reply = Hello([])
            else:
                alive = monotonic()
            if cancelled is not None and cancelled():
                raise ReadingCancelled(name=name)
            if reply is None:
                raise self._death(worker, name)
            if isinstance(reply, End):
                return reply
            self._take_in(reply, name, blocks)

    def _take_in(self, reply: Reply, name: str, blocks: list[Block]) -> None:
        if isinstance(reply, Blocks):
            if len(blocks) > MAX_BLOCKS:
                raise ReaderDied(name=name)
            blocks.extend(reply.blocks)
        elif isinstance(reply, Hello) and reply.protection:
            self._protection = frozenset(reply.protection)

    def _death(self, worker: WorkerProcess, name: str) -> ReviewerError:
        """Why a worker's replies ended: we closed the pool, it used up its processor time, or it died."""
        if self._closed:
            return ReadingCancelled(name=name)
        if worker.died_of() == -getattr(signal, "SIGXCPU", 0) != 0:
            return ReaderTimedOut(name=name)
        return ReaderDied(name=name)

    def _worker(self) -> WorkerProcess:
        return WorkerProcess(self._command, memory_megabytes=self._limits.memory_megabytes)

    def _take(self, name: str) -> WorkerProcess:
        with self._lock:
            if self._closed:
                raise ReadingCancelled(name=name)
            while self._idle:
                worker = self._idle.pop()
                if worker.alive():
                    break
                worker.kill()
            else:
                worker = self._worker()
            self._busy.add(worker)
            return worker

    def _give_back(self, worker: WorkerProcess, *, proper: bool) -> None:
        with self._lock:
            self._busy.discard(worker)
            keep = proper and not self._closed and len(self._idle) < self._limits.spares
            if keep:
                self._idle.append(worker)
            elif not self._closed and len(self._idle) < self._limits.spares:
                self._idle.append(self._worker())
        if not keep:
            worker.kill()

    def close(self) -> None:
        """Kill all workers; reads under way raise `ReadingCancelled`. No process of ours is left."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
            busy = list(self._busy)
        for worker in idle:
            worker.kill()
        for worker in busy:
            worker.interrupt()


def kind_to_convert(name: str) -> FileKind:
    """What a file that needs conversion is, by its name; its bytes have been looked at."""
    return _BY_CODE.get(name.rpartition(".")[2].lower(), FileKind.DOC)


def _plain(name: str) -> str:
    """A file's name without folders: paths do not cross to the worker."""
    return PurePosixPath(name.replace("\\", "/")).name or name


def _error_of(failure: Failure) -> ReviewerError:
    """The error a worker named; an unknown name is a worker that cannot be trusted any more."""
    kind = _classes().get(failure.code, ReaderDied)
    return kind(**failure.values)


def _classes() -> dict[str, type[ReviewerError]]:
    found: dict[str, type[ReviewerError]] = {}
    pending: list[type[ReviewerError]] = [ReviewerError]
    while pending:
        kind = pending.pop()
        found[kind.key.partition(".")[2]] = kind
        pending.extend(kind.__subclasses__())
    return found
