"""Puts together what works on documents: readers in worker processes. Needs neither window nor database."""

from reviewer_app.adapters.conversion import LibreOffice
from reviewer_app.documents.worker_pool import WorkerPool


def document_desk() -> WorkerPool:
    """A desk with one worker starting up; close it when done."""
    return WorkerPool(convert=LibreOffice())
