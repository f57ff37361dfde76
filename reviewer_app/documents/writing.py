"""Writes one public version: the entry of the writers, called inside the worker.

The result is always of the original's kind. doc, wps and et are written from their converted bytes, so the caller hands
in those bytes under a name with their own extension.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from reviewer_app.documents import sniffing
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.public_version import PublicPlan

Writer: TypeAlias = Callable[[bytes, str, PublicPlan], bytes]
Progress: TypeAlias = Callable[[int, int], None]
"""Told how many pages are done and how many there are: also the sign that a long piece of work is alive."""


def write(data: bytes, name: str, plan: PublicPlan, progress: Progress | None = None) -> bytes:
    """Apply `plan` to a copy of `data`, an untrusted file called `name`; the same input gives the same bytes.

    Raises `NoWriter` for a kind without a writer, a subclass of `UnreadableFile` where the file cannot be read.
    """
    kind = sniffing.sniff(data, name)
    writer = _of_pages(kind, progress) or _of_office(kind) or _of_text(kind)
    if writer is None:
        raise NoWriter(name=name)
    return writer(data, name, plan)


def _of_pages(kind: FileKind, progress: Progress | None) -> Writer | None:
    """Each writer is imported when first needed: it brings its library."""
    if kind is FileKind.PDF:
        from reviewer_app.documents.writers import pdf

        return partial(pdf.write, progress=progress)
    if kind is FileKind.IMAGE:
        from reviewer_app.documents.writers import image

        return image.write
    return None


def _of_office(kind: FileKind) -> Writer | None:
    if kind is FileKind.DOCX:
        from reviewer_app.documents.writers import docx

        return docx.write
    if kind is FileKind.XLSX:
        from reviewer_app.documents.writers import xlsx

        return xlsx.write
    return None


def _of_text(kind: FileKind) -> Writer | None:
    if kind is FileKind.HTML:
        from reviewer_app.documents.writers import html

        return html.write
    if kind in {FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV}:
        from reviewer_app.documents.writers import plain

        return plain.write_csv if kind is FileKind.CSV else partial(plain.write_text, kind=kind)
    return None
