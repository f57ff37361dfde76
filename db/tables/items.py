"""What is handed in: items, their revisions with their parts, amendments, alarms, approvals by telephone."""

from typing import Final

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Id, Instant, ItemId, Json, RevisionId, Serial, one_of, proven
from reviewer_app.domain.items import AmendmentState, Carrier, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.states import State
from reviewer_app.domain.urgent import AlarmKind

RANK_SQL: Final = "CASE urgency WHEN 'extra_urgent' THEN 0 WHEN 'urgent' THEN 1 ELSE 2 END"
RANKS: Final = (0, 1, 2)
DUE_SQL: Final = "coalesce(due, '9999-12-31')"
"""How lists order items. SQLite finds an index over an expression only where a query says it in the same words."""


def _ordered(*columns: str) -> Index:
    """An index that gives the items of one value (and state) in the order lists show them."""
    return Index(f"ix_items_{columns[0]}", *columns, text(RANK_SQL), text(DUE_SQL))


class ItemRow(Base):
    """`Item`.

    `revision` is no foreign key: item and revision name each other. Document types grow with the rules, so the
    database does not list them.
    """

    __tablename__ = "items"
    __table_args__ = proven(
        one_of("carrier", Carrier),
        one_of("state", State),
        one_of("urgency", Urgency),
        one_of("attribute", DisclosureAttribute),
        _ordered("state"),
        _ordered("author", "state"),
        _ordered("entered_by", "state"),
        _ordered("claimed_by", "state"),
        _ordered("column", "state"),
    )
    serial: Mapped[Serial]
    id: Mapped[Id]
    title: Mapped[str]
    carrier: Mapped[str]
    unit: Mapped[str]
    author: Mapped[str]
    entered_by: Mapped[str]
    created_at: Mapped[Instant]
    state: Mapped[str]
    number: Mapped[str | None]
    column: Mapped[str | None]
    document_type: Mapped[str | None]
    urgency: Mapped[str]
    attribute: Mapped[str]
    revision: Mapped[str | None]
    revision_ordinal: Mapped[int]
    route: Mapped[str | None]
    step: Mapped[int]
    claimed_by: Mapped[str | None]
    claimed_at: Mapped[Instant | None]
    submitted_at: Mapped[Instant | None]
    due: Mapped[str | None]
    version: Mapped[int]


class RevisionRow(Base):
    """`Revision`; its parts are one JSON column, because they are handed in, hashed and signed as one."""

    __tablename__ = "revisions"
    __table_args__ = proven(UniqueConstraint("item", "ordinal"))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    ordinal: Mapped[int]
    author: Mapped[str]
    entered_by: Mapped[str]
    created_at: Mapped[Instant]
    parts: Mapped[Json]
    manifest_sha256: Mapped[str]


class AmendmentRow(Base):
    """`Amendment`."""

    __tablename__ = "amendments"
    __table_args__ = proven(one_of("state", AmendmentState))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    proposed_by: Mapped[str]
    proposed_at: Mapped[Instant]
    changes: Mapped[Json]
    reason: Mapped[str]
    state: Mapped[str]
    answered_by: Mapped[str | None]
    answered_at: Mapped[Instant | None]
    version: Mapped[int]


class AlarmRow(Base):
    """`Alarm`."""

    __tablename__ = "alarms"
    __table_args__ = proven(one_of("kind", AlarmKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    kind: Mapped[str]
    known_at: Mapped[Instant]
    by: Mapped[str]
    at: Mapped[Instant]


class ApprovalRow(Base):
    """`TelephoneApproval`."""

    __tablename__ = "approvals"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    approver: Mapped[str]
    approved_at: Mapped[Instant]
    called_by: Mapped[str]
    reason: Mapped[str]
    deferred: Mapped[Json]
    by: Mapped[str]
    at: Mapped[Instant]
    signoff: Mapped[str | None]
    version: Mapped[int]
