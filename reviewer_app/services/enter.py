"""送审材料录入: files dropped together become one item with its first revision (design §2)."""

from dataclasses import dataclass
from pathlib import PurePath

from reviewer_app.domain.actors import Permission, User, require
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted, SecrecyMarked
from reviewer_app.domain.items import Carrier, Item, Urgency
from reviewer_app.domain.report import CheckReport, DocumentType
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.known_columns import require_columns
from reviewer_app.services.packaging import (
    UNWATCHED,
    Ask,
    Origin,
    Prepared,
    Watch,
    prepare,
    record_blocked,
    store_revision,
)
from reviewer_app.services.part_names import IncomingFile, urgency_of
from reviewer_app.services.reviewing import may_enter_for_others


@dataclass(frozen=True, slots=True)
class EnterPackage:
    """Enter `files` drafted by `author` (a user id); what is None is taken from the body as it stands there."""

    actor: str
    author: str
    files: tuple[IncomingFile, ...]
    carrier: Carrier = Carrier.DRAFT_DOCUMENT
    title: str | None = None
    number: str | None = None
    unit: str | None = None
    column: str | None = None
    document_type: DocumentType | None = None
    urgency: Urgency | None = None
    route: str | None = None


def enter_package(desk: Desk, command: EnterPackage, watch: Watch = UNWATCHED) -> Item:
    """Read, check and keep; raises `UnreadableFile` or `SecrecyMarked` with nothing kept of the files."""
    require_columns(desk, (command.column,))
    with desk.uow(command.actor, writing=False) as uow:
        require_author(uow, permitted(uow, command.actor, Permission.ITEM_DRAFT), command.author)
    try:
        prepared = prepare(
            desk, command.actor, command.files, Ask(command.carrier, command.column, command.document_type), watch
        )
    except SecrecyMarked as marked:
        record_blocked(desk, command.actor, marked)
        raise
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_DRAFT)
        author = require_author(uow, user, command.author)
        item = _item(desk, command, author, prepared)
        origin = Origin(desk.ids(), item.id, 1, author.id, user.id, item.created_at)
        item = item.with_(revision=origin.revision, revision_ordinal=1)
        uow.items.add(item)
        revision = store_revision(uow, desk, prepared, origin)
        uow.record(AuditAction.ITEM_HAND_IN, item=item.id, revision=revision.id, author=author.id)
        uow.commit()
        return item


def require_author(uow: UnitOfWork, user: User, author: str) -> User:
    """The named author: oneself, or for a reviewer somebody else; in either case one who can hand in afterwards."""
    if author != user.id and not may_enter_for_others(user):
        raise NotPermitted(permission=Permission.ITEM_REVIEW.value)
    named = uow.users.get(author)
    require(named, Permission.ITEM_SUBMIT)
    return named


def _item(desk: Desk, command: EnterPackage, author: User, prepared: tuple[Prepared, ...]) -> Item:
    report = prepared[0].report
    return Item(
        id=desk.ids(), title=command.title or title_of(report, prepared[0].file.name), carrier=command.carrier,
        unit=command.unit or author.unit, author=author.id, entered_by=command.actor, created_at=desk.clock.now(),
        number=command.number or report.header.number, column=command.column or report.column,
        document_type=command.document_type or report.document_type,
        urgency=command.urgency or urgency_of(report.header.urgency), route=command.route, due=due_of(report),
    )


def title_of(report: CheckReport, name: str) -> str:
    """The title as it stands in the body, else the file's name without its ending."""
    return report.header.title or PurePath(name).stem


def due_of(report: CheckReport) -> str | None:
    """The last lawful day, ISO."""
    latest = report.judgement.timing.latest
    return latest.isoformat() if latest else None
