"""Reading originals and writing public versions, as services and commands see it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from reviewer_app.domain.document import Document, FileKind, Place
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.page_layout import PageLayout
from reviewer_app.domain.public_version import PublicPlan, ResultProof


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What was read of one file. `converted` holds the bytes LibreOffice made of doc, wps or et, else None."""

    document: Document
    converted: bytes | None = None
    converted_kind: FileKind | None = None


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page as it is printed, or a picture: PNG bytes, its size, and where its characters stand."""

    picture: bytes
    layout: PageLayout


class DocumentDesk(Protocol):
    """Works on untrusted bytes in worker processes; every failure is an `UnreadableFile` or `NoWriter`."""

    def read(self, untrusted_data: bytes, name: str, *, cancelled: Callable[[], bool] | None = None) -> ReadFile:
        """Read one file; `name` only tells what it claims to be and how messages call it."""
        ...

    def write(self, untrusted_data: bytes, name: str, plan: PublicPlan) -> bytes:
        """Apply `plan` to a copy of the original; raises `NoWriter` for kinds without a writer."""
        ...

    def prove(
        self, original: bytes, result: bytes, name: str, plan: PublicPlan, gone: Iterable[tuple[FindingType, str]]
    ) -> ResultProof:
        """Open `result`, which `plan` made of `original`, and search it for every value of `gone`."""
        ...

    def picture(self, untrusted_data: bytes, name: str, place: Place) -> ShownPage:
        """What stands at `place` (a page; a picture, its size in pixels); raises `NoPicture`."""
        ...

    def page(self, untrusted_data: bytes, name: str, number: int, dpi: int) -> ShownPage:
        """A PDF's page `number` (from 1) drawn at `dpi`; raises `NoPicture` for other kinds and pages."""
        ...

    def prints(self, kind: FileKind) -> bool:
        """Whether `printed` can be had of files of this kind on this computer."""
        ...

    def printed(self, untrusted_data: bytes, name: str, kind: FileKind) -> bytes:
        """A file of this kind as a PDF of its pages, made by LibreOffice where it is none; raises `NoPicture`."""
        ...

    def close(self) -> None:
        """Stop all workers."""
        ...
