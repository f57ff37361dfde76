"""Puts together what works on documents: readers in worker processes. Needs neither window nor database."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from reviewer_app.adapters import name_model, ocr_model
from reviewer_app.documents.name_worker import NameWorker
from reviewer_app.documents.ocr_worker import OcrWorker
from reviewer_app.documents.worker_pool import WorkerPool
from reviewer_app.domain.document import Document, FileKind
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.report import NamesMode
from reviewer_app.ports.documents import ReadFile

if TYPE_CHECKING:
    from reviewer_app.adapters.conversion import LibreOffice
    from reviewer_app.ports.forms import Sheet
    from reviewer_app.rules.evaluation import Labelled, Passage
    from reviewer_app.rules.schema import Lexicons


PRINTS_KEPT = 4
"""Printed files held in memory: the original and the public version of two parts."""


class SeeingPool(WorkerPool):
    """A pool that also reads pictures where the extra is installed, in a worker which starts with the first one.

    And one that prints what is no PDF where LibreOffice is installed.
    """

    def __init__(self, *, ready: bool = True) -> None:
        super().__init__(convert=convert, ready=ready)
        self._sight = OcrWorker() if ocr_model.installed() else None
        self._prints: OrderedDict[bytes, bytes] = OrderedDict()
        self._printing = Lock()

    def prints(self, kind: FileKind) -> bool:
        """Whether files of this kind can be looked at page by page."""
        return super().prints(kind) or _office().prints(kind)

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        """The pages of a file as a PDF; one conversion at a time, the last few are kept in memory."""
        if kind is FileKind.PDF or not self.prints(kind):
            return super().printed(untrusted_data, name, kind)
        key = sha256(untrusted_data).digest()
        with self._printing:
            if key not in self._prints:
                made = _office().print(untrusted_data, kind)
                if made is None:
                    raise NoPicture(name=name)
                self._prints[key] = made
            self._prints.move_to_end(key)
            while len(self._prints) > PRINTS_KEPT:
                self._prints.popitem(last=False)
            return self._prints[key]

    def read(
        self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None
    ) -> ReadFile:
        """Read a file and the pictures in it."""
        read = super().read(untrusted_data, name, cancelled=cancelled)
        if self._sight is None or not read.document.unread:
            return read
        from reviewer_app.services.ocr_pass import OcrPass

        kind = read.converted_kind
        data = read.converted or untrusted_data
        named = f"{PurePosixPath(name).stem}.{kind.value}" if kind is not None else PurePosixPath(name).name
        return replace(read, document=OcrPass(self._sight)(read.document, data, named, cancelled))

    def close(self) -> None:
        """Stop all workers."""
        super().close()
        if self._sight is not None:
            self._sight.close()


class NamingPool(SeeingPool):
    """A pool that also finds names, in a worker of its own which starts with the first text."""

    def __init__(self, *, ready: bool = True) -> None:
        super().__init__(ready=ready)
        self._reader = NameWorker()

    def find_names(self, document: Document, *, cancelled: Callable[[], bool] | None = None) -> Document:
        """Implements `ports.names.FindsNames`."""
        from reviewer_app.services.name_pass import NamePass  # brings the rules along: by now the worker has read

        return NamePass(self._reader, _lexicons)(document, cancelled)

    def close(self) -> None:
        """Stop all workers, the model's too."""
        super().close()
        self._reader.close()


def _lexicons() -> "Lexicons":
    from reviewer_app.rules.loader import load_rules

    return load_rules().lexicons


def document_desk(*, names: bool = True, ready: bool = True) -> WorkerPool:
    """A desk; close it when done. With the name model where it is installed and wanted.

    One worker is starting up at once if the desk shall be `ready`, else the first file starts it.
    """
    return NamingPool(ready=ready) if names and name_model.installed() else SeeingPool(ready=ready)


def labelled_corpus(passages: "Sequence[Passage]", *, model: bool) -> "tuple[list[Labelled], NamesMode, float]":
    """The passages as the program would read them as text files, how names were looked for, seconds that took."""
    from reviewer_app.documents.plain_text import blocks_of
    from reviewer_app.rules.evaluation import Labelled
    from reviewer_app.services.name_pass import NamePass

    kind = FileKind.TEXT
    documents = [Document.of(kind, tuple(blocks_of(passage.text, kind))) for passage in passages]
    started = perf_counter()
    if model and name_model.installed():
        reader = NameWorker()
        try:
            documents = NamePass(reader, _lexicons).each(documents)
        finally:
            reader.close()
    seen = all(document.names is not None for document in documents)
    corpus = [Labelled(*pair) for pair in zip(passages, documents, strict=True)]
    return corpus, NamesMode.LAC if seen else NamesMode.RULES, perf_counter() - started


def workbook(sheets: "tuple[Sheet, ...]") -> bytes:
    """An xlsx of these sheets."""
    from reviewer_app.documents.forms import workbook as book

    return book.write(sheets)


def _office() -> "LibreOffice":
    """Looked for when a file wants it: most runs never need it."""
    from reviewer_app.adapters.conversion import LibreOffice

    return LibreOffice()


def convert(untrusted_data: bytes, kind: FileKind) -> tuple[bytes, FileKind] | None:
    """What LibreOffice makes of an old file."""
    return _office()(untrusted_data, kind)
