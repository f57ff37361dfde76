"""The sheet for the board (村公示栏): the signed public version with the office's name, the period and whom to call."""

from dataclasses import dataclass
from datetime import date

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import NotABoard
from reviewer_app.ports.clock import local_day
from reviewer_app.rules.channels import channel
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.post_notice import is_board


@dataclass(frozen=True, slots=True)
class BoardNotice:
    """What the sheet says. `begins` is the day it was first put up, or today; `phones` are the office's numbers."""

    office: str
    title: str
    begins: date
    until: date | None
    phones: tuple[str, ...]
    parts: tuple[tuple[str, Document], ...]


def board_notice(desk: Desk, actor: str, entry_id: str) -> BoardNotice:
    """Read the signed bytes, in workers, outside the transaction; raises `NotABoard`, `NotPermitted`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        entry = uow.queue.get(entry_id)
        if not is_board(entry):
            raise NotABoard(channel=channel(entry.channel).title)
        item, posted = uow.items.get(entry.item), uow.postings.find(entry=entry_id)
        book = sorted(uow.phones.find(), key=lambda phone: phone.unit != item.unit)
        office = uow.offices.find()[0].name
        stored = [(part.name, uow.blobs.get(part.blob)) for part in uow.public_versions.get(entry.public_version).parts]
    return BoardNotice(
        office=office,
        title=item.title,
        begins=min((local_day(one.posted_at) for one in posted), default=desk.today()),
        until=entry.display_until,
        phones=tuple(dict.fromkeys(phone.number for phone in book)),
        parts=tuple((name, desk.documents.read(data, name).document) for name, data in stored),
    )
