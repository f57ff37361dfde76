"""取回送审材料: the files of the current revision as they were handed in, to be corrected and handed in anew."""

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import FileKind
from reviewer_app.domain.items import Part
from reviewer_app.ports.documents import ReadFile
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision, permitted
from reviewer_app.services.document_store import document_of, reports_of
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.preview_file import FilePreview


def part_files(desk: Desk, actor: str, item: str) -> tuple[FilePreview, ...]:
    """Files in order with their roles and what was read of them; raises `NotFound` once they were erased."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.ITEM_DRAFT)
        revision = current_revision(uow, uow.items.get(item))
        reports = reports_of(uow, revision.id)
        return tuple(FilePreview(_file(uow, part), reports[part.id], None) for part in revision.parts)


def _file(uow: UnitOfWork, part: Part) -> IncomingFile:
    converted = uow.blobs.get(part.converted) if part.converted is not None else None
    kind = (FileKind.XLSX if part.kind == FileKind.ET else FileKind.DOCX) if converted is not None else None
    read = ReadFile(document_of(uow, part.id), converted, kind)
    return IncomingFile(part.name, uow.blobs.get(part.blob), part.role, part.annex_number, read)
