"""The office, its people, their keys and rights."""

from sqlalchemy.orm import Mapped

from db.tables.columns import Base, Day, Id, Instant, Json, Serial, UserId, one_of, proven
from reviewer_app.domain.findings import Level
from reviewer_app.domain.keeps import KeepKind
from reviewer_app.domain.office import RuleKind


class OfficeRow(Base):
    """`Office`."""

    __tablename__ = "offices"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    name: Mapped[str]
    code: Mapped[str]
    origin: Mapped[str]
    created_at: Mapped[Instant]
    demo: Mapped[bool]
    station_key: Mapped[str]
    index_template: Mapped[str | None]
    version: Mapped[int]


class OfficePhoneRow(Base):
    """`OfficePhone`."""

    __tablename__ = "phones"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    unit: Mapped[str]
    number: Mapped[str]
    note: Mapped[str]
    version: Mapped[int]


class UserRow(Base):
    """`User`."""

    __tablename__ = "users"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    name: Mapped[str]
    unit: Mapped[str]
    roles: Mapped[Json]
    active: Mapped[bool]
    public_key: Mapped[str | None]
    version: Mapped[int]


class PersonKeyRow(Base):
    """`PersonKey`."""

    __tablename__ = "person_keys"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    user: Mapped[UserId]
    public_key: Mapped[str]
    sealed: Mapped[str]
    created_at: Mapped[Instant]
    retired_at: Mapped[Instant | None]
    version: Mapped[int]


class AuthorisationRow(Base):
    """`Authorisation`."""

    __tablename__ = "authorisations"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    grantor: Mapped[UserId]
    grantee: Mapped[UserId]
    columns: Mapped[Json]
    valid_from: Mapped[Day]
    valid_until: Mapped[Day]
    document: Mapped[str]
    revoked_at: Mapped[Instant | None]
    version: Mapped[int]


class LexiconEditionRow(Base):
    """`LexiconEdition`."""

    __tablename__ = "lexicon_editions"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    entries: Mapped[Json]
    source: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]


class RuleLevelRow(Base):
    """`RuleLevel`."""

    __tablename__ = "rule_levels"
    __table_args__ = proven(one_of("level", Level))
    serial: Mapped[Serial]
    id: Mapped[Id]
    rule: Mapped[str]
    level: Mapped[str]
    hits: Mapped[int]
    false_alarms: Mapped[int]
    reason: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]
    revoked_at: Mapped[Instant | None]
    version: Mapped[int]


class RouteRow(Base):
    """`Route`."""

    __tablename__ = "routes"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    name: Mapped[str]
    steps: Mapped[Json]
    version: Mapped[int]


class RuleVersionRow(Base):
    """`RuleVersion`."""

    __tablename__ = "rule_versions"
    __table_args__ = proven(one_of("kind", RuleKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    kind: Mapped[str]
    title: Mapped[str]
    content: Mapped[Json]
    sha256: Mapped[str]
    by: Mapped[str]
    at: Mapped[Instant]


class KeepRow(Base):
    """`Keep`."""

    __tablename__ = "keeps"
    __table_args__ = proven(one_of("kind", KeepKind))
    serial: Mapped[Serial]
    id: Mapped[Id]
    kind: Mapped[str]
    value: Mapped[str]
    reason: Mapped[str]
    until: Mapped[Day]
    proposed_by: Mapped[UserId]
    proposed_at: Mapped[Instant]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[Instant | None]
    revoked_by: Mapped[str | None]
    revoked_at: Mapped[Instant | None]
    version: Mapped[int]
