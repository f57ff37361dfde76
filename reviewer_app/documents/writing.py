"""Writes one public version: the entry of the writers, called inside the worker.

The result is always of the original's kind. doc, wps and et are written from their converted bytes, so the caller hands
in those bytes under a name with their own extension. PDF and pictures have no writer yet.
"""

from reviewer_app.documents import sniffing
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.errors import NoWriter
from reviewer_app.domain.public_version import PublicPlan


def write(data: bytes, name: str, plan: PublicPlan) -> bytes:
    """Apply `plan` to a copy of `data`, an untrusted file called `name`; the same input gives the same bytes.

    Raises `NoWriter` for a kind without a writer, a subclass of `UnreadableFile` where the file cannot be read.
    """
    kind = sniffing.sniff(data, name)
    if kind is FileKind.DOCX:
        from reviewer_app.documents.writers import docx

        return docx.write(data, name, plan)
    if kind is FileKind.XLSX:
        from reviewer_app.documents.writers import xlsx

        return xlsx.write(data, name, plan)
    if kind is FileKind.HTML:
        from reviewer_app.documents.writers import html

        return html.write(data, name, plan)
    if kind in {FileKind.TEXT, FileKind.MARKDOWN, FileKind.CSV}:
        from reviewer_app.documents.writers import plain

        if kind is FileKind.CSV:
            return plain.write_csv(data, name, plan)
        return plain.write_text(data, name, plan, kind)
    raise NoWriter(name=name)
