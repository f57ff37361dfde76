"""人工查看: a named person has looked at pages, pictures or embedded files that no text was read from (§3)."""

from dataclasses import dataclass

from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Place, UnreadReason
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.items import Item
from reviewer_app.domain.review import UnreadLook
from reviewer_app.services.desk import Desk, current_revision
from reviewer_app.services.document_store import report_of
from reviewer_app.services.reviewing import in_review


@dataclass(frozen=True, slots=True)
class LookAtUnread:
    """`places` of `part` of `item`, seen at `version`, were looked at one by one."""

    actor: str
    item: str
    version: int
    part: str
    places: tuple[Place, ...]


def look_at_unread(desk: Desk, command: LookAtUnread) -> Item:
    """Record the look; a place that is not among the unread ones is refused, as is a failed name pass."""
    with desk.uow(command.actor) as uow:
        user, item = in_review(uow, command.actor, command.item, command.version)
        revision = current_revision(uow, item)
        report = report_of(uow, revision.id, command.part)
        # Looking does not do what the name pass did not: that has to be run again.
        unread = {
            one.place for one in (report.unread if report else ()) if one.reason is not UnreadReason.NAME_PASS_FAILED
        }
        if not command.places or not set(command.places) <= unread:
            raise NotFound(what="thing.unread", id=command.part)
        look = UnreadLook(
            id=desk.ids(), item=item.id, revision=revision.id, part=command.part, places=command.places, by=user.id,
            at=desk.clock.now(),
        )
        uow.looks.add(look)
        stored = uow.items.replace(item)
        uow.record(AuditAction.ITEM_LOOK, item=item.id, look=look.id, places=len(look.places))
        uow.commit()
        return stored
