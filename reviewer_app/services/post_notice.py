"""张贴登记: on which board a notice hangs, who put it up, from when to when, with photographs (村公示栏).

A board counts as a place where the version is public, as an address does: taking down lists it, and each is ticked.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import NotABoard, PostingPeriod, ReasonRequired
from reviewer_app.domain.legal import Audience
from reviewer_app.domain.release import OnlineRecord, Posting, QueueEntry
from reviewer_app.domain.states import State
from reviewer_app.ports.clock import local_day
from reviewer_app.rules.channels import channel
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.queueing import sync_item


@dataclass(frozen=True, slots=True)
class RecordPosting:
    """`entry`, seen at `version`, hangs at `place` since `posted_at`, put up by `poster`, until the end of `until`."""

    actor: str
    entry: str
    version: int
    place: str
    poster: str
    posted_at: datetime
    until: date | None = None
    photos: tuple[bytes, ...] = ()


def record_posting(desk: Desk, command: RecordPosting) -> Posting:
    """Record it; raises `ReasonRequired` without place or person, `NotABoard` for another channel, `PostingPeriod`."""
    place, poster = command.place.strip(), command.poster.strip()
    if not place or not poster:
        raise ReasonRequired
    if command.until is not None and command.until < local_day(command.posted_at):
        raise PostingPeriod
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.QUEUE_RECORD_ONLINE)
        entry = uow.queue.get(command.entry, command.version)
        if not is_board(entry):
            raise NotABoard(channel=channel(entry.channel).title)
        photos = tuple(uow.blobs.put(photo).id for photo in command.photos)
        now = desk.clock.now()
        posting = Posting(
            id=desk.ids(), entry=entry.id, item=entry.item, place=place, poster=poster, posted_at=command.posted_at,
            until=command.until or entry.display_until, photos=photos, by=user.id, at=now)
        uow.postings.add(posting)
        seen = OnlineRecord(
            id=desk.ids(), entry=entry.id, item=entry.item, address=place, seen_at=command.posted_at, by=user.id,
            at=now, evidence=photos[0] if photos else None)
        uow.online.add(seen)
        if entry.state not in {State.ONLINE, State.COMPARED}:
            uow.queue.replace(entry.to(State.ONLINE))
            sync_item(uow, entry.item)
        uow.record(AuditAction.QUEUE_POST, item=entry.item, entry=entry.id, posting=posting.id, online=seen.id)
        uow.commit()
        return posting


def is_board(entry: QueueEntry) -> bool:
    """Whether an entry goes to a board of paper: its channel serves a group of people and no machine."""
    return entry.channel in BOARDS and entry.audience in {Audience.GROUP, Audience.ALL}


BOARDS = frozenset({"village_board"})
