"""What a reviewer records. All but `reviews` is written once."""

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Day, Id, Instant, ItemId, Json, RevisionId, Serial, one_of, proven
from reviewer_app.domain.legal import DisclosureAttribute
from reviewer_app.domain.policy import PolicyKind
from reviewer_app.domain.review import (
    Conclusion,
    DecisionKind,
    DispositionKind,
    ExemptionKind,
    SecrecyConclusion,
    Source,
    Stage,
)

_OPEN = text("closed_at IS NULL")


class ReviewRow(Base):
    """`Review`; one open review an item, whoever asks."""

    __tablename__ = "reviews"
    __table_args__ = proven(
        Index("uq_reviews_open", "item", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN)
    )
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    reviewer: Mapped[str]
    opened_at: Mapped[Instant]
    closed_at: Mapped[Instant | None]
    version: Mapped[int]


class SecrecyReviewRow(Base):
    """`SecrecyReview`."""

    __tablename__ = "secrecy_reviews"
    __table_args__ = proven(one_of("source", Source), one_of("conclusion", SecrecyConclusion))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    source: Mapped[str]
    opened_parts: Mapped[Json]
    conclusion: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    answered_hints: Mapped[Json]
    note: Mapped[str]


class DeterminationRow(Base):
    """`Determination`."""

    __tablename__ = "determinations"
    __table_args__ = proven(one_of("stage", Stage), one_of("attribute", DisclosureAttribute))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId | None]
    stage: Mapped[str]
    attribute: Mapped[str]
    basis: Mapped[Json]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    rule_set: Mapped[str]
    rule_set_hash: Mapped[str]


class JudgementRow(Base):
    """`Judgement`."""

    __tablename__ = "judgements"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    wording: Mapped[str]
    earliest: Mapped[Day | None]
    latest: Mapped[Day | None]
    channels: Mapped[Json]
    audiences: Mapped[Json]
    display_until: Mapped[Day | None]
    defaults: Mapped[Json]
    by: Mapped[str]
    at: Mapped[Instant]
    note: Mapped[str]


class DispositionRow(Base):
    """`Disposition`."""

    __tablename__ = "dispositions"
    __table_args__ = proven(one_of("kind", DispositionKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    part: Mapped[str]
    numbers: Mapped[Json]
    kind: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    replacement: Mapped[str | None]
    reason: Mapped[str]
    exemption: Mapped[str | None]


class ExemptionRow(Base):
    """`Exemption`."""

    __tablename__ = "exemptions"
    __table_args__ = proven(one_of("kind", ExemptionKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    kind: Mapped[str]
    basis: Mapped[Json]
    fields: Mapped[Json]
    until: Mapped[Day | None]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]


class LookRow(Base):
    """`UnreadLook`."""

    __tablename__ = "looks"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    part: Mapped[str]
    places: Mapped[Json]
    by: Mapped[str]
    at: Mapped[Instant]


class FindingSetRow(Base):
    """`FindingSet`: all findings of one part are one row and one commitment."""

    __tablename__ = "finding_sets"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    part: Mapped[str]
    rule_set: Mapped[str]
    rule_set_hash: Mapped[str]
    names: Mapped[str]
    payload: Mapped[str]
    sha256: Mapped[str]
    made_at: Mapped[Instant]


class DecisionRow(Base):
    """`Decision`."""

    __tablename__ = "decisions"
    __table_args__ = proven(one_of("kind", DecisionKind), one_of("conclusion", Conclusion))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    kind: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    conclusion: Mapped[str | None]
    reason: Mapped[str]
    points: Mapped[Json]
    review_date: Mapped[Day | None]
    authority: Mapped[str | None]


class PolicyRow(Base):
    """`PolicyMark`."""

    __tablename__ = "policies"
    __table_args__ = proven(one_of("kind", PolicyKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    kind: Mapped[str]
    unit: Mapped[str]
    first_interpreter: Mapped[str]
    linked: Mapped[str | None]
    by: Mapped[str]
    at: Mapped[Instant]
