"""The log in the database: appending within a transaction, and reading it (design §6)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from hashlib import sha256
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Table, func, insert, select

from db.draft import Act, Draft, completed, entry_of
from db.failures import translated
from db.kinds import LOG_KINDS, BackupRecord
from db.mapping import from_row, to_row
from db.tables import (
    AuditEntryRow,
    AuditIndexRow,
    AuditNodeRow,
    AuditSaltRow,
    Base,
    BlobRow,
    CheckpointRow,
    is_proven,
)
from reviewer_app.domain.audit import AuditEntry, Checkpoint
from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.ports.clock import Clock
from reviewer_app.ports.log import LogBook, Row
from reviewer_app.verifier import merkle, proofs

STREAMED_ROWS = 2_000
"""Rows fetched at a time, so that a log of a million entries is never held at once."""

KeepCheckpoint = Callable[[Checkpoint], None]
Connect = Callable[[], AbstractContextManager[Connection]]


class LogWriter:
    """Appends entries within one transaction that holds the write lock."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def append(self, draft: Draft, act: Act) -> int:
        """Append one entry over everything in the draft; its time is never before the last entry's."""
        with translated():
            return self._append(draft, act)

    def _append(self, draft: Draft, act: Act) -> int:
        last = _entry_at(self._connection, None)
        seq = last.seq + 1 if last else 0
        at = self._time(last)
        written = draft.write(seq, at, act)
        execute = self._connection.execute
        execute(insert(AuditEntryRow), {"seq": seq, "leaf": written.raw})
        nodes = completed(seq, written.raw, lambda level, place: _node(self._connection, level, place))
        execute(insert(AuditNodeRow), [node._asdict() for node in nodes])
        if written.salts:
            salts = [{"t": t, "k": k, "seq": seq, "salt": salt} for (t, k), salt in written.salts.items()]
            execute(insert(AuditSaltRow), salts)
        if act.item is not None:
            execute(insert(AuditIndexRow), {"seq": seq, "item": act.item})
        return seq

    def _time(self, last: AuditEntry | None) -> datetime:
        now = self._clock.now()
        return max(now, last.at) if last else now


class SqlLogBook:
    """`LogBook` on a database."""

    def __init__(self, connect: Connect, keep: KeepCheckpoint) -> None:
        self._connect = connect
        self._keep = keep

    @contextmanager
    def snapshot(self) -> Iterator[LogBook]:
        """A log book on one read transaction."""
        with self._connect() as connection:

            @contextmanager
            def same() -> Iterator[Connection]:
                yield connection

            yield SqlLogBook(same, self._keep)

    def size(self) -> int:
        """Number of entries."""
        with self._connect() as connection:
            return _size(connection)

    def root(self, size: int | None = None) -> bytes:
        """Merkle root over the first `size` entries, from stored nodes."""
        with self._connect() as connection:
            wanted = _size(connection) if size is None else size
            return merkle.Frontier.restore(wanted, lambda level, place: _node(connection, level, place)).root()

    def leaves(self, start: int = 0) -> Iterator[bytes]:
        """Leaf bytes exactly as hashed, from entry `start` on."""
        statement = select(AuditEntryRow.leaf).where(AuditEntryRow.seq >= start).order_by(AuditEntryRow.seq)
        with self._connect() as connection:
            for (leaf,) in _streamed(connection, statement):
                yield leaf

    def entries(self, item: str | None = None, start: int = 0, limit: int | None = None) -> tuple[AuditEntry, ...]:
        """Entries as screens show them, oldest first."""
        statement = select(AuditEntryRow.leaf).where(AuditEntryRow.seq >= start).order_by(AuditEntryRow.seq)
        if item is not None:
            statement = statement.join(AuditIndexRow, AuditIndexRow.seq == AuditEntryRow.seq)
            statement = statement.where(AuditIndexRow.item == item)
        with self._connect() as connection:
            return tuple(entry_of(leaf) for leaf in connection.execute(statement.limit(limit)).scalars())

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """All signed checkpoints, oldest first."""
        table = Base.metadata.tables["checkpoints"]
        with self._connect() as connection:
            rows = connection.execute(select(table).order_by(CheckpointRow.serial)).mappings()
            return tuple(from_row(Checkpoint, dict(row)) for row in rows)

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The inclusion proof of entry `index` in the tree of `size`."""
        with self._connect() as connection:
            return proofs.prove_inclusion(index, size, lambda level, place: _node(connection, level, place))

    def proven_rows(self, *tables: str) -> Iterator[tuple[str, str, Row]]:
        """(table, key, row) of every row of every proven table as it stands now, or of the tables named."""
        with self._connect() as connection:
            for table in Base.metadata.tables.values():
                if table.name in tables or (not tables and is_proven(table)):
                    yield from _committed_rows(connection, table)

    def salts(self) -> Iterator[tuple[int, str, str, bytes]]:
        """(entry, table, key, salt) of every salt that was not erased."""
        statement = select(AuditSaltRow.seq, AuditSaltRow.t, AuditSaltRow.k, AuditSaltRow.salt)
        with self._connect() as connection:
            yield from _streamed(connection, statement)

    def blob_digests(self) -> Iterator[tuple[str, str]]:
        """(blob id, SHA-256 of its bytes as they lie there) of every blob."""
        with self._connect() as connection:
            statement = select(BlobRow.id, BlobRow.data).execution_options(yield_per=1)
            for row in connection.execute(statement):
                yield row.id, sha256(row.data).hexdigest()

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed checkpoint, in its own transaction with its own entry."""
        self._keep(checkpoint)


def open_log_book(engine: Engine, keep: KeepCheckpoint) -> SqlLogBook:
    """The log book of an engine: every call is a read transaction of its own."""

    @contextmanager
    def connect() -> Iterator[Connection]:
        with translated(), engine.connect() as connection, connection.begin():
            yield connection

    return SqlLogBook(connect, keep)


def last_entry(connection: Connection, table: str, key: str, item: str) -> AuditEntry | None:
    """The last entry that touched the row; where its salts were erased, the last that concerned the item."""
    touched = select(func.max(AuditSaltRow.seq)).where(AuditSaltRow.t == table, AuditSaltRow.k == key)
    seq = connection.execute(touched).scalar()
    if seq is None:
        seq = connection.execute(select(func.max(AuditIndexRow.seq)).where(AuditIndexRow.item == item)).scalar()
    return None if seq is None else _entry_at(connection, seq)


def keep_in_log_table(connection: Connection, draft: Draft, value: Checkpoint | BackupRecord) -> None:
    """Add a row to one of the proven tables that the store writes for itself (`LOG_KINDS`)."""
    (name,) = (name for name, kind in LOG_KINDS.items() if isinstance(value, kind))
    row = to_row(value)
    table = Base.metadata.tables[name]
    serial = connection.execute(insert(table).returning(table.c.serial), row).scalar_one()
    draft.added(name, row["id"], {"serial": serial, **row})


def _committed_rows(connection: Connection, table: Table) -> Iterator[tuple[str, str, Row]]:
    columns = [column for column in table.columns if not column.info.get("uncommitted")]
    names = [column.name for column in columns]
    key = names.index("id" if "id" in names else "seq")
    # Plain tuples: a mapping for each row costs three times as much, and there may be a million.
    for row in _streamed(connection, select(*columns).order_by(*table.primary_key)):
        yield table.name, str(row[key]), dict(zip(names, row, strict=True))


def _streamed(connection: Connection, statement: Executable) -> Iterator[Any]:
    """The rows of a statement, fetched by pages: asking for them one by one costs more than SQLite does."""
    pages = connection.execute(statement.execution_options(yield_per=STREAMED_ROWS)).partitions()
    return chain.from_iterable(pages)


def _size(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(AuditEntryRow.seq) + 1, 0))).scalar_one())


def _entry_at(connection: Connection, seq: int | None) -> AuditEntry | None:
    """Entry `seq`, or the last one."""
    statement = select(AuditEntryRow.leaf).order_by(AuditEntryRow.seq.desc()).limit(1)
    if seq is not None:
        statement = statement.where(AuditEntryRow.seq == seq)
    leaf = connection.execute(statement).scalar()
    return None if leaf is None else entry_of(leaf)


def _node(connection: Connection, level: int, position: int) -> bytes:
    statement = select(AuditNodeRow.digest).where(AuditNodeRow.level == level, AuditNodeRow.position == position)
    digest = connection.execute(statement).scalar()
    if digest is None:
        raise DatabaseDamaged(detail="audit_nodes")
    return bytes(digest)
