"""登记上网 and 上网核对: where it went live, and whether what stands there is what was signed."""

from dataclasses import dataclass
from datetime import datetime

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.comparison import Difference, compare_texts
from reviewer_app.domain.errors import ReasonRequired
from reviewer_app.domain.release import Comparison, OnlineRecord
from reviewer_app.domain.states import State
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.queueing import sync_item


@dataclass(frozen=True, slots=True)
class RecordOnline:
    """`entry`, seen at `version`, was seen live at `address` (a URL, or which board) at `seen_at`."""

    actor: str
    entry: str
    version: int
    address: str
    seen_at: datetime
    evidence: bytes | None = None


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare the saved page (its bytes and file name) with the signed public version."""

    actor: str
    entry: str
    version: int
    page: bytes
    name: str


def record_online(desk: Desk, command: RecordOnline) -> OnlineRecord:
    """Record it; raises `ReasonRequired` without an address, `IllegalTransition` before delivery."""
    if not command.address.strip():
        raise ReasonRequired
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_RECORD_ONLINE)
        entry = uow.queue.get(command.entry, command.version)
        evidence = uow.blobs.put(command.evidence).id if command.evidence else None
        seen = OnlineRecord(
            id=desk.ids(), entry=entry.id, item=entry.item, address=command.address.strip(), seen_at=command.seen_at,
            by=user.id, at=desk.clock.now(), evidence=evidence,
        )
        uow.online.add(seen)
        uow.queue.replace(entry.to(State.ONLINE))
        sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_ONLINE, item=entry.item, entry=entry.id, online=seen.id)
        uow.commit()
        return seen


def compare_online(desk: Desk, command: Compare) -> tuple[Comparison, tuple[Difference, ...]]:
    """Compare and record the verdict; only a page without differences moves the entry to 已核对.

    Reads the page in a worker, outside the transaction: nothing waits for a slow file.
    """
    page = desk.documents.read(command.page, command.name).document.text
    with desk.uow(command.actor, writing=False) as uow:
        version = uow.public_versions.get(uow.queue.get(command.entry).public_version)
        parts = [(uow.blobs.get(part.blob), part.name) for part in version.parts]
    wanted = "\n".join(desk.documents.read(data, name).document.text for data, name in parts)
    found = compare_texts(wanted, page)
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_COMPARE)
        entry = uow.queue.get(command.entry, command.version)
        made = Comparison(
            id=desk.ids(), entry=entry.id, item=entry.item, same=not found, differences=len(found), by=user.id,
            at=desk.clock.now(),
        )
        compared = entry.to(State.COMPARED)
        uow.comparisons.add(made)
        if made.same:
            uow.queue.replace(compared)
            sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_COMPARE, item=entry.item, entry=entry.id, differences=len(found))
        uow.commit()
    return made, found
