"""Puts together what works on documents: readers in worker processes. Needs neither window nor database."""

from reviewer_app.documents.worker_pool import WorkerPool
from reviewer_app.domain.document import FileKind


def document_desk() -> WorkerPool:
    """A desk with one worker starting up; close it when done."""
    return WorkerPool(convert=_convert)


def _convert(untrusted_data: bytes, kind: FileKind) -> tuple[bytes, FileKind] | None:
    """LibreOffice is looked for when the first old file comes: most runs never need it."""
    from reviewer_app.adapters.conversion import LibreOffice

    return LibreOffice()(untrusted_data, kind)
