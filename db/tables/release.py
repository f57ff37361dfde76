"""Public versions, signatures, the queue and what became of each entry."""

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from db.tables.columns import (
    Base,
    Day,
    Id,
    Instant,
    ItemId,
    Json,
    PublicVersionId,
    QueueId,
    RevisionId,
    Serial,
    WithdrawalId,
    one_of,
    proven,
)
from reviewer_app.domain.legal import Audience, DisclosureAttribute
from reviewer_app.domain.release import RegisterKind, SignOffKind, WithdrawalKind
from reviewer_app.domain.states import State


class PublicVersionRow(Base):
    """`PublicVersion`."""

    __tablename__ = "public_versions"
    __table_args__ = proven(one_of("audience", Audience))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    audience: Mapped[str]
    policy: Mapped[str]
    policy_version: Mapped[str]
    parts: Mapped[Json]
    manifest_sha256: Mapped[str]
    proof: Mapped[Json]
    made_by: Mapped[str]
    made_at: Mapped[Instant]


class SignOffRow(Base):
    """`SignOff`."""

    __tablename__ = "signoffs"
    __table_args__ = proven(one_of("kind", SignOffKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    kind: Mapped[str]
    signer: Mapped[str]
    at: Mapped[Instant]
    card: Mapped[str]
    card_sha256: Mapped[str]
    salt: Mapped[str | None]
    envelope: Mapped[str | None]
    authorisation: Mapped[str | None]
    evidence: Mapped[str | None]
    evidence_sha256: Mapped[str | None]
    signer_name: Mapped[str | None]
    signed_on: Mapped[Day | None]
    entered_by: Mapped[str | None]
    amendments: Mapped[Json]
    confirms: Mapped[str | None]


class QueueRow(Base):
    """`QueueEntry`."""

    __tablename__ = "queue"
    __table_args__ = proven(
        one_of("audience", Audience),
        one_of("state", State),
        Index("ix_queue_state", "state", "not_before"),
        Index("ix_queue_not_before", "not_before"),
    )
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    public_version: Mapped[PublicVersionId]
    audience: Mapped[str]
    channel: Mapped[str]
    outlet: Mapped[str]
    not_before: Mapped[Instant]
    not_after: Mapped[Day | None]
    display_until: Mapped[Day | None]
    created_at: Mapped[Instant]
    state: Mapped[str]
    attempts: Mapped[int]
    failure: Mapped[str | None]
    delivered_at: Mapped[Instant | None]
    delivery: Mapped[str | None]
    delivery_sha256: Mapped[str | None]
    version: Mapped[int]


class OnlineRow(Base):
    """`OnlineRecord`."""

    __tablename__ = "online"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    entry: Mapped[QueueId]
    item: Mapped[ItemId]
    address: Mapped[str]
    seen_at: Mapped[Instant]
    by: Mapped[str]
    at: Mapped[Instant]
    evidence: Mapped[str | None]


class PostingRow(Base):
    """`Posting`."""

    __tablename__ = "postings"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    entry: Mapped[QueueId]
    item: Mapped[ItemId]
    place: Mapped[str]
    poster: Mapped[str]
    posted_at: Mapped[Instant]
    by: Mapped[str]
    at: Mapped[Instant]
    until: Mapped[Day | None]
    photos: Mapped[Json]


class ComparisonRow(Base):
    """`Comparison`."""

    __tablename__ = "comparisons"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    entry: Mapped[QueueId]
    item: Mapped[ItemId]
    same: Mapped[bool]
    differences: Mapped[int]
    by: Mapped[str]
    at: Mapped[Instant]


class WithdrawalRow(Base):
    """`Withdrawal`."""

    __tablename__ = "withdrawals"
    __table_args__ = proven(one_of("kind", WithdrawalKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    entry: Mapped[QueueId]
    item: Mapped[ItemId]
    kind: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    reason: Mapped[str]
    done_at: Mapped[Instant | None]
    done_by: Mapped[str | None]
    replaced_by: Mapped[str | None]
    version: Mapped[int]


class ClearingRow(Base):
    """`Clearing`."""

    __tablename__ = "clearings"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    withdrawal: Mapped[WithdrawalId]
    entry: Mapped[QueueId]
    item: Mapped[ItemId]
    place: Mapped[str]
    cleared_at: Mapped[Instant]
    by: Mapped[str]
    at: Mapped[Instant]
    evidence: Mapped[str | None]


class RegisterRow(Base):
    """`RegisterEntry`."""

    __tablename__ = "registers"
    __table_args__ = proven(one_of("kind", RegisterKind), one_of("attribute", DisclosureAttribute))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    kind: Mapped[str]
    attribute: Mapped[str]
    reason: Mapped[str]
    at: Mapped[Instant]
    review_date: Mapped[Day | None]
