"""修改后重新录入: a new revision; every finding is checked anew, no decision is carried over (design §2)."""

from dataclasses import dataclass

from reviewer_app.domain.actors import Permission, User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotPermitted, SecrecyMarked
from reviewer_app.domain.items import Carrier, Item, Urgency
from reviewer_app.domain.states import State
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.enter import due_of, require_author
from reviewer_app.services.packaging import UNWATCHED, Ask, Origin, Watch, prepare, record_blocked, store_revision
from reviewer_app.services.part_names import IncomingFile
from reviewer_app.services.reviewing import may_enter_for_others, require_state, seen


@dataclass(frozen=True, slots=True)
class Revise:
    """A new revision of `item`, seen at `version`, drafted by `author`; `files` is the whole package again.

    Carrier and urgency may be corrected with it; None leaves them.
    """

    actor: str
    item: str
    version: int
    author: str
    files: tuple[IncomingFile, ...]
    carrier: Carrier | None = None
    urgency: Urgency | None = None


def revise(desk: Desk, command: Revise, watch: Watch = UNWATCHED) -> Item:
    """Read, check and keep the revision; the item stays where it is until it is submitted."""
    with desk.uow(command.actor, writing=False) as uow:
        item = _revisable(uow, permitted(uow, command.actor, Permission.ITEM_DRAFT), uow.items.get(command.item))
        require_author(uow, uow.users.get(command.actor), command.author)
    try:
        carrier = command.carrier or item.carrier
        prepared = prepare(
            desk, command.actor, command.files, Ask(carrier, item.column, item.document_type), watch
        )
    except SecrecyMarked as marked:
        record_blocked(desk, command.actor, marked)
        raise
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_DRAFT)
        item = _revisable(uow, user, seen(uow, command.item, command.version))
        author = require_author(uow, user, command.author)
        ordinal = item.revision_ordinal + 1
        origin = Origin(desk.ids(), item.id, ordinal, author.id, user.id, desk.clock.now())
        revision = store_revision(uow, desk, prepared, origin)
        report = prepared[0].report
        changed = item.with_(
            revision=revision.id, revision_ordinal=ordinal, title=report.header.title or item.title,
            number=report.header.number or item.number, due=due_of(report) or item.due, carrier=carrier,
            urgency=command.urgency or item.urgency,
        )
        stored = uow.items.replace(changed)
        uow.record(AuditAction.ITEM_REVISE, item=item.id, revision=revision.id, author=author.id)
        uow.commit()
        return stored


def _revisable(uow: UnitOfWork, user: User, item: Item) -> Item:
    """The drafter's own item, or one that a reviewer enters for him, before it waits for review."""
    authors = {item.author, item.entered_by, *(one.author for one in uow.revisions.find(item=item.id))}
    if user.id not in authors and not may_enter_for_others(user):
        raise NotPermitted(permission=Permission.ITEM_DRAFT.value)
    require_state(item, State.DRAFTING, State.RETURNED, to=State.SUBMITTED)
    return item
