"""What is handed in: items, their revisions with their parts, amendments."""

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Id, Instant, ItemId, Json, RevisionId, Serial, one_of, proven
from reviewer_app.domain.items import AmendmentState, Carrier, Urgency
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.states import State


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
        Index("ix_items_state", "state", "submitted_at"),
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
