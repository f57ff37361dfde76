"""Screenshots and photographs that prove where a version stood and that it was taken down: looked at again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.document import Place
from reviewer_app.domain.errors import NotFound
from reviewer_app.domain.release import Clearing, OnlineRecord, Posting
from reviewer_app.ports.documents import ShownPage
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.open_entry import EntryView

NAME = "evidence"
"""Which file it was is not kept: what it is, its bytes say."""


class Proves(StrEnum):
    """What a picture shows; texts `seen.<value>`."""

    POSTED = "posted"
    ONLINE = "online"
    CLEARED = "cleared"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One picture: `blob` is its id, `at` when what it shows was seen, `by` the person who recorded it."""

    blob: str
    proves: Proves
    place: str
    at: datetime
    by: str


def evidence_of(view: EntryView) -> tuple[Evidence, ...]:
    """The pictures of an entry in the order of what they show, each once."""
    return _listed(view.postings, view.online, view.clearings)


def evidence_picture(desk: Desk, actor: str, entry: str, blob: str) -> ShownPage:
    """One picture of an entry, drawn in a worker, outside any transaction.

    Raises `NotPermitted`, `NotFound` for what is no picture of this entry or was erased, `NoPicture`.
    """
    return desk.documents.picture(evidence_bytes(desk, actor, entry, blob), NAME, Place())


def evidence_bytes(desk: Desk, actor: str, entry: str, blob: str) -> bytes:
    """The file as it was recorded; raises `NotPermitted`, `NotFound` as `evidence_picture`."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.TEXT_READ)
        kept = _listed(
            uow.postings.find(entry=entry), uow.online.find(entry=entry), uow.clearings.find(entry=entry))
        if all(one.blob != blob for one in kept):
            raise NotFound(what="store.kind.blobs", id=blob)
        return uow.blobs.get(blob)


def _listed(
    postings: tuple[Posting, ...], online: tuple[OnlineRecord, ...], clearings: tuple[Clearing, ...]
) -> tuple[Evidence, ...]:
    found: dict[str, Evidence] = {}
    for one in (*_of_postings(postings), *_of_records(online), *_of_clearings(clearings)):
        found.setdefault(one.blob, one)
    return tuple(sorted(found.values(), key=lambda one: one.at))


def _of_postings(postings: tuple[Posting, ...]) -> Iterator[Evidence]:
    for one in postings:
        yield from (Evidence(photo, Proves.POSTED, one.place, one.posted_at, one.by) for photo in one.photos)


def _of_records(online: tuple[OnlineRecord, ...]) -> Iterator[Evidence]:
    return (Evidence(one.evidence, Proves.ONLINE, one.address, one.seen_at, one.by) for one in online if one.evidence)


def _of_clearings(clearings: tuple[Clearing, ...]) -> Iterator[Evidence]:
    return (
        Evidence(one.evidence, Proves.CLEARED, one.place, one.cleared_at, one.by) for one in clearings if one.evidence)
