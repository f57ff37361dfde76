"""What people say where the law's data cannot. All of it is written once."""

from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Id, Instant, ItemId, Json, RevisionId, Serial, proven


class AnswerRow(Base):
    """`AttributeAnswer`."""

    __tablename__ = "answers"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    key: Mapped[str]
    yes: Mapped[bool]
    by: Mapped[str]
    at: Mapped[Instant]


class OpinionRow(Base):
    """`OfficeOpinion`."""

    __tablename__ = "opinions"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    item: Mapped[ItemId]
    revision: Mapped[RevisionId]
    agrees: Mapped[bool]
    opinion: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]


class ImpactAssessmentRow(Base):
    """`ImpactAssessment`."""

    __tablename__ = "impact_assessments"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    kind: Mapped[str]
    number: Mapped[int]
    fields: Mapped[Json]
    audiences: Mapped[Json]
    channels: Mapped[Json]
    lawful: Mapped[str]
    risk: Mapped[str]
    measures: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]


class FactConfirmationRow(Base):
    """`FactConfirmation`."""

    __tablename__ = "fact_confirmations"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    fact: Mapped[str]
    sha256: Mapped[str]
    source: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
