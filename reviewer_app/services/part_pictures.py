"""Pictures of a part: an unread piece, a page as it is printed; and the file itself where no picture can be made."""

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Part
from reviewer_app.ports.documents import ShownPage
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, current_revision, permitted


def unread_picture(desk: Desk, actor: str, item: str, part: str, place: Place) -> ShownPage:
    """`place` in a part of the current revision as a picture; drawn in a worker, outside any transaction.

    Raises `NoPicture` where only the office's own program can show it.
    """
    found, data = _load(desk, actor, item, part)
    return desk.documents.picture(data, found.name, place)


def printed_page(desk: Desk, actor: str, item: str, part: str, number: int, dpi: int) -> ShownPage:
    """Page `number` (from 1) of a PDF part as it is printed, at `dpi`; drawn in a worker, outside any transaction."""
    found, data = _load(desk, actor, item, part)
    return desk.documents.page(data, found.name, number, dpi)


def original_bytes(desk: Desk, actor: str, item: str, part: str) -> bytes:
    """The part as it was handed in, for opening it in the office's own program."""
    return _load(desk, actor, item, part)[1]


def _load(desk: Desk, actor: str, item: str, part: str) -> tuple[Part, bytes]:
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        found = part_of(uow, item, part)
        return found, uow.blobs.get(found.blob)


def part_of(uow: UnitOfWork, item: str, part: str) -> Part:
    """A part of the item's current revision."""
    found = next((one for one in current_revision(uow, uow.items.get(item)).parts if one.id == part), None)
    if found is None:
        raise NotFound(what="thing.parts", id=part)
    return found
