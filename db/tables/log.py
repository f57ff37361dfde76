"""The log itself, its salts, and what is kept to read it quickly."""

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from db.tables.columns import Base, CheckpointId, Id, Instant, Serial, UserId, proven, working


class AuditEntryRow(Base):
    """Leaf bytes exactly as hashed; `seq` counts from 0 without a gap and is the leaf's index in the tree.

    Working, because the log does not commit to itself row by row: the Merkle tree and its checkpoints do.
    """

    __tablename__ = "audit_entries"
    __table_args__ = working()
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)


class AuditSaltRow(Base):
    """The salt of one commitment; without it the commitment says nothing, so erasing deletes it."""

    __tablename__ = "audit_salts"
    __table_args__ = working(sqlite_with_rowid=False)
    t: Mapped[str] = mapped_column(primary_key=True)
    k: Mapped[str] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[bytes] = mapped_column(LargeBinary)


class AuditNodeRow(Base):
    """The hash of a complete subtree, so that roots and proofs read O(log n) rows."""

    __tablename__ = "audit_nodes"
    __table_args__ = working(sqlite_with_rowid=False)
    level: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class AuditIndexRow(Base):
    """Which entries concern which item: what screens look up, never what is proven."""

    __tablename__ = "audit_index"
    __table_args__ = working(Index("ix_audit_index_item", "item", "seq"))
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item: Mapped[str]


class CheckpointRow(Base):
    """`Checkpoint`."""

    __tablename__ = "checkpoints"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    size: Mapped[int]
    root: Mapped[str]
    note: Mapped[str]
    at: Mapped[Instant]


class CosignatureRow(Base):
    """`Cosignature`."""

    __tablename__ = "cosignatures"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    checkpoint: Mapped[CheckpointId]
    user: Mapped[UserId]
    key: Mapped[str]
    line: Mapped[str]
    at: Mapped[Instant]


class TimestampRow(Base):
    """`Timestamp`."""

    __tablename__ = "timestamps"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    checkpoint: Mapped[CheckpointId]
    response: Mapped[str]
    sha256: Mapped[str]
    generated: Mapped[Instant]
    at: Mapped[Instant]


class BackupRow(Base):
    """`BackupRecord`."""

    __tablename__ = "backups"
    __table_args__ = proven()
    serial: Mapped[Serial]
    id: Mapped[Id]
    name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    entries: Mapped[int]
    made_at: Mapped[Instant]


class LegalTransitionRow(Base):
    """The table of legal moves as the database's own triggers read it; a test compares it with the domain's."""

    __tablename__ = "legal_transitions"
    __table_args__ = working(sqlite_with_rowid=False)
    subject: Mapped[str] = mapped_column(primary_key=True)
    old: Mapped[str] = mapped_column(primary_key=True)
    new: Mapped[str] = mapped_column(primary_key=True)
