"""Erasing the content of an item, so that a person can be forgotten while every proof still holds (design §6, §7).

What goes: the bytes handed in and what was made of them, read texts, findings, the words of amendments, and the
salts of all that, without which the commitments in the log say nothing of anybody. What stays: the item, the names of
its parts, the decisions, and, while the item is or is about to be public, its public versions and the scans and
screenshots that prove them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import delete, func, or_, select, update

from db.failures import translated
from db.kinds import BLOBS
from db.lists import TEXTS
from db.tables import (
    AuditIndexRow,
    AuditSaltRow,
    BackupRow,
    Base,
    BlobRow,
    ClearingRow,
    OnlineRow,
    PostingRow,
    PublicVersionRow,
    RevisionRow,
    SignOffRow,
    TextRow,
)
from db.unit_of_work import SqlUnitOfWork, Surroundings
from db.work import Work
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.states import State

PUBLIC_STATES: Final = frozenset({
    State.QUEUED, State.FAILED, State.DELIVERED, State.ONLINE, State.COMPARED, State.CORRECTING, State.CORRECTED,
    State.TAKING_DOWN,
})  # fmt: skip
"""States in which the public version and what proves it are needed: what stands on the website must stay comparable,
and a signature on paper provable."""

Touched = tuple[str, str]


def erase(around: Surroundings, item: str, actor: str) -> tuple[str, ...]:
    """Erase the content of an item as one logged act of `actor`; returns the backups that still hold it."""
    with SqlUnitOfWork(around, actor) as uow, translated():
        work = uow.work
        touched = [*_blobs(uow, item), *_findings(work, item), *_signoffs(work, item), *_amendments(uow, item)]
        parts = [part.id for revision in uow.revisions.find(item=item) for part in revision.parts]
        work.write(delete(TextRow).where(TextRow.part.in_(parts)))
        work.touched.setdefault(item, set()).update({TEXTS, "finding_sets"})  # the words of the search go with them
        seq = uow.record(AuditAction.ERASE, item=item)
        _forget_salts(work, touched, seq)
        backups = _backups_holding(work, item)
        uow.commit()
    _clear_write_ahead_log(around)
    return backups


def _blobs(uow: SqlUnitOfWork, item: str) -> Iterator[Touched]:
    """Delete the item's bytes unless another item, or what is public, needs the same bytes."""
    is_public = uow.items.get(item).state in PUBLIC_STATES
    handed_in = {part.blob for revision in uow.revisions.find(item=item) for part in revision.parts}
    handed_in |= {part.converted or "" for revision in uow.revisions.find(item=item) for part in revision.parts}
    shown = {part.blob for version in uow.public_versions.find(item=item) for part in version.parts}
    shown |= {signed.evidence or "" for signed in uow.signoffs.find(item=item)}
    shown |= {seen.evidence or "" for seen in uow.online.find(item=item)}
    shown |= {photo for posting in uow.postings.find(item=item) for photo in posting.photos}
    shown |= {cleared.evidence or "" for cleared in uow.clearings.find(item=item)}
    ids = handed_in - shown if is_public else handed_in | shown
    for id_ in sorted(ids - {""}):
        if not _needed_elsewhere(uow.work, id_, item) and _exists(uow.work, id_):
            uow.work.write(delete(BlobRow).where(BlobRow.id == id_))
            uow.work.draft.removed(BLOBS, id_)
            yield BLOBS, id_


def _exists(work: Work, blob: str) -> bool:
    return work.execute(select(BlobRow.id).where(BlobRow.id == blob)).first() is not None


def _needed_elsewhere(work: Work, blob: str, item: str) -> bool:
    """Whether another item's row names the blob: the same bytes are kept once for all."""
    uses = (
        (RevisionRow, RevisionRow.parts),
        (PublicVersionRow, PublicVersionRow.parts),
        (SignOffRow, SignOffRow.evidence),
        (OnlineRow, OnlineRow.evidence),
        (PostingRow, PostingRow.photos),
        (ClearingRow, ClearingRow.evidence),
    )
    return any(
        work.execute(select(row.id).where(row.item != item, column.contains(blob, autoescape=True)).limit(1)).first()
        for row, column in uses
    )


def _findings(work: Work, item: str) -> Iterator[Touched]:
    return _blank(work, "finding_sets", item, payload="", sha256="")


def _signoffs(work: Work, item: str) -> Iterator[Touched]:
    return _blank(work, "signoffs", item, salt=None, amendments="[]")


def _blank(work: Work, table_name: str, item: str, **columns: Any) -> Iterator[Touched]:  # noqa: ANN401 - column values
    """Blank columns of write-once rows; the database's guards let nothing but these columns through."""
    table = Base.metadata.tables[table_name]
    rows = work.execute(select(table).where(table.c.item == item)).mappings().all()
    for row in rows:
        work.write(update(table).where(table.c.id == row["id"]).values(columns))
        work.draft.changed(table_name, row["id"], {**row, **columns})
        yield table_name, row["id"]


def _amendments(uow: SqlUnitOfWork, item: str) -> Iterator[Touched]:
    for amendment in uow.amendments.find(item=item):
        uow.amendments.replace(replace(amendment, changes=()))
        yield "amendments", amendment.id


def _forget_salts(work: Work, touched: Iterable[Touched], seq: int) -> None:
    for table, key in touched:
        older = (AuditSaltRow.t == table, AuditSaltRow.k == key, AuditSaltRow.seq < seq)
        work.write(delete(AuditSaltRow).where(*older))


def _backups_holding(work: Work, item: str) -> tuple[str, ...]:
    """Names of the backups made since the item first came into the log, oldest first."""
    first = select(func.min(AuditIndexRow.seq)).where(AuditIndexRow.item == item).scalar_subquery()
    statement = select(BackupRow.name).where(or_(first.is_(None), BackupRow.entries > first))
    return tuple(work.execute(statement.order_by(BackupRow.serial)).scalars())


def _clear_write_ahead_log(around: Surroundings) -> None:
    """Fold the write-ahead log into the file and cut it to nothing: it too holds old pages."""
    connection = around.engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.close()
