"""The text of a public version, for showing it beside the original."""

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import NotFound
from reviewer_app.services.desk import Desk, permitted


def public_document(desk: Desk, actor: str, version: str, part: str) -> Document:
    """The public version's Document for original part `part`; read in a worker, outside any transaction."""
    data, name = public_bytes(desk, actor, version, part)
    return desk.documents.read(data, name).document


def public_bytes(desk: Desk, actor: str, version: str, part: str) -> tuple[bytes, str]:
    """The bytes and file name of original part `part` in a public version; raises `NotFound`, `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = next((one for one in uow.public_versions.get(version).parts if one.part == part), None)
        if found is None:
            raise NotFound(what="thing.parts", id=part)
        return uow.blobs.get(found.blob), found.name
