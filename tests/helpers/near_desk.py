"""A document desk that works in this process: the real readers and writers without the worker around them."""

from collections.abc import Callable, Iterable
from threading import RLock

from reviewer_app.documents import proving
from reviewer_app.documents.picturing import page, picture
from reviewer_app.documents.reading import read
from reviewer_app.documents.writing import write
from reviewer_app.domain.document import FileKind, Place
from reviewer_app.domain.errors import NoPicture
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.public_version import PublicPlan, ResultProof
from reviewer_app.ports.documents import ReadFile, ShownPage


class NearDesk:
    """Fulfils `DocumentDesk`, one thing at a time: pdfium knows no threads."""

    _one_at_a_time = RLock()

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
        del cancelled
        with self._one_at_a_time:
            return read(untrusted_data, name)

    def write(self, untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
        with self._one_at_a_time:
            return write(untrusted_data, name, plan)

    def prove(
        self, original: bytes, result: bytes, name: str, plan: PublicPlan, gone: Iterable[tuple[FindingType, str]]
    ) -> ResultProof:
        with self._one_at_a_time:
            return proving.prove(original, result, name, plan, gone)

    def picture(self, untrusted_data: bytes, name: str, place: Place) -> ShownPage:
        with self._one_at_a_time:
            return ShownPage(*picture(untrusted_data, name, place))

    def page(self, untrusted_data: bytes, name: str, number: int, dpi: int) -> ShownPage:
        with self._one_at_a_time:
            return ShownPage(*page(untrusted_data, name, number, dpi))

    def prints(self, kind: FileKind) -> bool:
        return kind is FileKind.PDF

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        if kind is not FileKind.PDF:
            raise NoPicture(name=name)
        return untrusted_data

    def close(self) -> None:
        """Nothing to stop."""
