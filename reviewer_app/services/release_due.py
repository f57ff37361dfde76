"""发布: the system actor delivers what is due; it decides nothing (design §1, §6)."""

from dataclasses import dataclass, replace
from typing import Final

from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.document import Document
from reviewer_app.domain.errors import NotFound, OutletFailed, ReviewerError, StaleDecision
from reviewer_app.domain.public_version import PublicPart
from reviewer_app.domain.release import QueueEntry
from reviewer_app.domain.states import State
from reviewer_app.ports.outlet import OutletFile
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk
from reviewer_app.services.queueing import sync_item
from reviewer_app.services.release_check import reason_against
from reviewer_app.services.release_package import Package, package_files

WAITS: Final = "interpretation"
"""A policy and what explains it go out in one round (F34): the one that is signed first waits for the other."""


@dataclass(frozen=True, slots=True)
class Released:
    """What became of one due entry; `failure` is None where it was delivered."""

    entry: str
    item: str
    channel: str
    place: str | None
    failure: str | None


def release_due(desk: Desk) -> tuple[Released, ...]:
    """Deliver every queued entry whose time has come; one that fails does not hold up the others."""
    now = desk.clock.now()
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        due = [one for one in uow.queue.find(state=State.QUEUED.value) if one.not_before <= now]
    done = tuple(found for entry in due if (found := _release(desk, entry)) is not None)
    if done:
        checkpoint(desk)
    return done


def _release(desk: Desk, entry: QueueEntry) -> Released | None:
    """Deliver one entry; None where somebody else handled it meanwhile."""
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        reason = _reason(uow, desk, entry)
        files = None if reason else _files(uow, desk, entry)
    try:
        if reason == WAITS:
            return _wait(desk, entry)
        if reason or files is None:
            return _fail(desk, entry, reason or "bytes")
        return _deliver(desk, entry, files)
    except StaleDecision:
        return None


def _reason(uow: UnitOfWork, desk: Desk, entry: QueueEntry) -> str | None:
    try:
        return reason_against(uow, entry, desk.today())
    except (NotFound, ReviewerError):
        # Damaged or missing bytes are a reason against this entry, not against the others.
        return "bytes"


def _files(uow: UnitOfWork, desk: Desk, entry: QueueEntry) -> tuple[OutletFile, ...]:
    version = uow.public_versions.get(entry.public_version)
    parts: list[tuple[PublicPart, bytes, Document]] = []
    for part in version.parts:
        data = uow.blobs.get(part.blob)
        parts.append((part, data, desk.documents.read(data, part.name).document))
    determination = uow.determinations.find(revision=version.revision)[-1]
    package = Package(
        entry, uow.items.get(entry.item), uow.offices.find()[0], determination, version, tuple(parts)
    )
    return package_files(package, desk.toolbox.catalogue)


def _deliver(desk: Desk, entry: QueueEntry, files: tuple[OutletFile, ...]) -> Released:
    """First the outlet (whole or not at all, twice is once), then the record: a crash between is made good."""
    outlet = desk.outlets.get(entry.outlet)
    if outlet is None:
        return _fail(desk, entry, "outlet")
    try:
        delivery = outlet.deliver(entry.id, files)
    except OutletFailed:
        return _fail(desk, entry, "outlet")
    with desk.uow(SYSTEM_ACTOR) as uow:
        uow.queue.replace(
            entry.to(State.DELIVERED, delivered_at=desk.clock.now(), delivery=delivery.place,
                     delivery_sha256=delivery.manifest_sha256, attempts=entry.attempts + 1, failure=None)
        )
        sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_DELIVER, item=entry.item, entry=entry.id, manifest=delivery.manifest_sha256)
        uow.commit()
    return Released(entry.id, entry.item, entry.channel, delivery.place, None)


def _wait(desk: Desk, entry: QueueEntry) -> Released | None:
    """The entry stays queued until what goes out with it is signed too; that it waits is told and kept once."""
    if entry.failure == WAITS:
        return None
    with desk.uow(SYSTEM_ACTOR) as uow:
        uow.queue.replace(replace(entry, failure=WAITS))
        uow.record(AuditAction.QUEUE_FAIL, item=entry.item, entry=entry.id, reason=WAITS)
        uow.commit()
    return Released(entry.id, entry.item, entry.channel, None, WAITS)


def _fail(desk: Desk, entry: QueueEntry, reason: str) -> Released:
    with desk.uow(SYSTEM_ACTOR) as uow:
        uow.queue.replace(replace(entry.to(State.FAILED), failure=reason, attempts=entry.attempts + 1))
        sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_FAIL, item=entry.item, entry=entry.id, reason=reason)
        uow.commit()
    return Released(entry.id, entry.item, entry.channel, None, reason)
