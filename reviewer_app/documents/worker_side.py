"""The worker's own loop: requests in by one pipe, replies out by the other, one document at a time."""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO, Final, TypeAlias

from reviewer_app.documents import messages
from reviewer_app.documents.messages import (
    Blocks,
    Done,
    ExamineRequest,
    Failure,
    Names,
    NamesRequest,
    OcrRequest,
    PictureRequest,
    Progress,
    Proved,
    ProveRequest,
    ReadRequest,
    Request,
    Seen,
    Shown,
    Told,
    WriteRequest,
    Written,
)
from reviewer_app.domain.errors import ReaderDied, ReviewerError
from reviewer_app.ports.ocr import Pixels, See, SeenPage

_READERS: Final = {
    "docx": ("docx_reading",),
    "pdf": ("pdf_reading",),
    "xlsx": ("sheet_reading",),
    "xls": ("sheet_reading",),
    "csv": ("csv_reading",),
    "html": ("html_reading",),
    "htm": ("html_reading",),
}
"""Which module reads an extension: imported before the process binds itself, so that it can still be cached."""

_IDLE_SECONDS: Final = 0.1
_CHUNK: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Guard:
    """What surrounds the work: `bind` once before the first untrusted byte, `renew` before each document.

    `attempt` runs a piece of work and returns the class of an error nobody foresaw, None if there was none.
    """

    bind: Callable[[], frozenset[str]]
    renew: Callable[[], None]
    attempt: Callable[[Callable[[], None]], str | None]


Recognise: TypeAlias = Callable[[list[str]], list[list[tuple[int, int]]]]
"""The name model: where names stand in each text."""


def no_names(texts: list[str]) -> list[list[tuple[int, int]]]:
    """A worker without a model refuses, which fails the pass: an empty answer would look like a clean text."""
    message = f"no name model for {len(texts)} texts"
    raise NotImplementedError(message)


def no_sight(pixels: Pixels) -> SeenPage:
    """A worker without the models refuses: an empty answer would look like a blank page."""
    message = f"no model for {pixels.width} x {pixels.height} pixels"
    raise NotImplementedError(message)


@dataclass(frozen=True, slots=True)
class Models:
    """What is loaded by the first request that needs it."""

    recognise: Recognise = no_names
    see: See = no_sight


def serve(requests: BinaryIO, replies: BinaryIO, guard: Guard, models: Models | None = None) -> None:
    """Answer requests until the pipe closes."""
    # Trees of a hundred thousand small frozen values: looking for cycles among them costs more than reading does.
    gc.disable()
    _warm_up(requests)
    bound = False
    while (request := messages.receive_request(requests)) is not None:
        if not bound:
            preload(request.name)
            messages.send(replies, messages.Hello(sorted(guard.bind())))
            bound = True
        guard.renew()
        untrusted_data = _receive(requests, request.length)
        if untrusted_data is None:
            return
        work = partial(_answer, request, untrusted_data, replies, models or Models(), guard.renew)
        fault = guard.attempt(work)
        if fault is not None:
            # Only the class is told: a message could hold text of the document.
            messages.send(replies, Failure(_died(), {"name": request.name}, fault))
        del untrusted_data
        gc.collect()


def _warm_up(requests: BinaryIO) -> None:
    """While nobody asks, import the readers one by one: a spare answers at once. Stops when a request comes in."""
    import select

    for extension in ("", "docx", "pdf", "xlsx", "html", "csv"):
        try:
            asked, _, _ = select.select([requests], [], [], _IDLE_SECONDS)
        except (OSError, ValueError):
            # Windows cannot wait for pipes; there the first document loads its reader.
            return
        if asked:
            return
        preload(f".{extension}")


def preload(name: str) -> None:
    """Import what a file of this name will need."""
    import importlib

    for module in ("reading", *_READERS.get(name.rpartition(".")[2].lower(), ())):
        importlib.import_module(f"reviewer_app.documents.{module}")


def _receive(stream: BinaryIO, length: int) -> bytes | None:
    chunks: list[bytes] = []
    while length:
        chunk = stream.read(min(length, _CHUNK))
        if not chunk:
            return None
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)


def _answer(
    request: Request, untrusted_data: bytes, replies: BinaryIO, models: Models, renew: Callable[[], None]
) -> None:
    try:
        if isinstance(request, ReadRequest):
            _read(request.name, untrusted_data, replies)
        elif isinstance(request, WriteRequest):
            from reviewer_app.documents import writing

            progress = _progress(replies)
            messages.send(replies, Written(writing.write(untrusted_data, request.name, request.plan, progress)))
        elif isinstance(request, ProveRequest):
            from reviewer_app.documents import proving

            parts = untrusted_data[: request.original], untrusted_data[request.original :]
            messages.send(replies, Proved(proving.prove(*parts, request.name, request.plan, request.gone)))
        elif isinstance(request, NamesRequest):
            messages.send(replies, Names(models.recognise(messages.unpack_texts(untrusted_data))))
        elif isinstance(request, PictureRequest):
            from reviewer_app.documents import picturing

            messages.send(replies, Shown(*picturing.picture(untrusted_data, request.name, request.place)))
        elif isinstance(request, ExamineRequest):
            from reviewer_app.documents import examining

            tools = examining.Tools(models.recognise, models.see, _progress(replies), renew)
            messages.send(replies, Told(examining.examine(request, untrusted_data, tools)))
        elif isinstance(request, OcrRequest):
            from reviewer_app.documents import ocr_reading

            # A page takes seconds: the limit of processor time is for one of them.
            seen = ocr_reading.see(request, untrusted_data, models.see, _progress(replies), renew)
            messages.send(replies, Seen(seen))
        else:
            from reviewer_app.documents import picturing

            messages.send(replies, Shown(*picturing.page(untrusted_data, request.name, request.page, request.dpi)))
    except ReviewerError as error:
        messages.send(replies, Failure(error.code, error.values))


def _died() -> str:
    return ReaderDied.key.partition(".")[2]


def _progress(replies: BinaryIO) -> Callable[[int, int], None]:
    def progress(done: int, total: int) -> None:
        messages.send(replies, Progress(done, total))

    return progress


def _read(name: str, untrusted_data: bytes, replies: BinaryIO) -> None:
    from reviewer_app.documents import reading

    document = reading.read(untrusted_data, name, _progress(replies)).document
    blocks = document.blocks
    for start in range(0, len(blocks), messages.BLOCKS_PER_FRAME):
        messages.send(replies, Blocks(list(blocks[start : start + messages.BLOCKS_PER_FRAME])))
    messages.send(replies, Done(document.kind, document.properties, list(document.unread), list(document.marks)))
