"""The store in memory, for tests of use cases: same contract, same log, no SQL (tests/db/test_store_contract.py).

One lock stands for SQLite's single writer. A unit of work works on a copy that commit() puts in place.
"""

import copy
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import Any, Self

from db.draft import Act, Draft, entry_of
from db.kinds import BLOBS, KINDS, LOG_KINDS
from db.mapping import from_row, to_row
from reviewer_app.adapters.ids import TimeOrderedIds
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction, AuditEntry, Checkpoint
from reviewer_app.domain.errors import DatabaseBusy, DatabaseDamaged, Fault, NotFound, StaleDecision
from reviewer_app.ports.clock import SHANGHAI, Clock
from reviewer_app.ports.log import Row
from reviewer_app.ports.store import BlobRef, UnitOfWork
from reviewer_app.text import say
from reviewer_app.verifier import merkle, proofs
from reviewer_app.verifier.leaf import Ref

BUSY_SECONDS = 5
"""A writer that waits longer is told so: a second unit of work inside the first would else wait for ever."""


@dataclass
class Memory:
    """Everything that is kept. Rows are never changed in place, so a copy of the dictionaries is a snapshot."""

    tables: dict[str, dict[str, Row]] = field(
        default_factory=lambda: {name: {} for name in (*KINDS, *LOG_KINDS, BLOBS)}
    )
    data: dict[str, bytes] = field(default_factory=dict)
    texts: dict[str, bytes] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)
    salts: dict[tuple[int, str, str], bytes] = field(default_factory=dict)

    def copied(self) -> "Memory":
        """A snapshot."""
        tables = {name: dict(rows) for name, rows in self.tables.items()}
        return Memory(tables, dict(self.data), dict(self.texts), list(self.leaves), dict(self.salts))


class FakeStore:
    """`uow` is the factory, `log` the log book."""

    def __init__(self, clock: Clock, ids: Callable[[], str] | None = None) -> None:
        self.clock = clock
        self.ids = ids or TimeOrderedIds()
        self.memory = Memory()
        self.writing = threading.Lock()
        self.log = FakeLogBook(self)

    def uow(self, actor: str, *, writing: bool = True) -> "FakeUnitOfWork":
        """A unit of work of `actor`."""
        return FakeUnitOfWork(self, actor, writing=writing)


class FakeUnitOfWork(UnitOfWork):
    """One transaction."""

    def __init__(self, store: FakeStore, actor: str, *, writing: bool) -> None:
        self._store, self._actor, self._writing = store, actor, writing
        self._command = store.ids()

    def __enter__(self) -> Self:
        if self._writing and not self._store.writing.acquire(timeout=BUSY_SECONDS):
            raise DatabaseBusy
        self.memory = self._store.memory.copied()
        self.draft = Draft()
        self._recorded = 0
        for name, kind in KINDS.items():
            setattr(self, name, FakeRepository(self, name, kind))
        self.blobs = FakeBlobs(self)
        self.texts = FakeTexts(self.memory)
        return self

    def __exit__(self, *_: object) -> None:
        if self._writing:
            self._store.writing.release()

    def record(self, action: AuditAction, item: str | None = None, **refs: Ref) -> int:
        """Append one entry over everything changed since the last one."""
        self.must_write()
        memory, seq = self.memory, len(self.memory.leaves)
        now = self._store.clock.now()
        at = max(now, entry_of(memory.leaves[-1]).at) if memory.leaves else now
        written = self.draft.write(seq, at, Act(self._actor, self._command, action, item, refs))
        memory.leaves.append(written.raw)
        memory.salts.update({(seq, *place): salt for place, salt in written.salts.items()})
        self._recorded += 1
        return seq

    def commit(self) -> None:
        """Put the copy in place."""
        self.must_write()
        if self.draft or not self._recorded:
            message = "commit without an entry for every change"
            raise Fault(message)
        self._store.memory = self.memory
        self.memory = self.memory.copied()
        self._recorded = 0

    def must_write(self) -> None:
        """Refuse changes in a unit of work for reading."""
        if not self._writing:
            message = "a unit of work for reading changes nothing"
            raise Fault(message)

    def stale(self, table: str, key: str, row: Row) -> StaleDecision:
        """Who changed the row last, and when."""
        entry = last_touch(self.memory, table, key)
        item = self.memory.tables["items"].get(str(row.get("item") or key))
        user = self.memory.tables["users"].get(entry.actor) if entry else None
        state = (item or row).get("state")
        return StaleDecision(
            who=user["name"] if user else entry.actor if entry else "—",
            when=f"{entry.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if entry else "—",
            state=state or "—",
        )


class FakeRepository:
    """Values of one kind."""

    def __init__(self, uow: FakeUnitOfWork, name: str, kind: type[Any]) -> None:
        self._uow, self._name, self._kind = uow, name, kind
        self._rows = uow.memory.tables[name]

    def get(self, id_: str, version: int | None = None) -> Any:
        row = self._rows.get(id_)
        if row is None:
            raise NotFound(what=f"store.kind.{self._name}", id=id_)
        if version is not None and row["version"] != version:
            raise self._uow.stale(self._name, id_, row)
        return from_row(self._kind, row)

    def add(self, value: Any) -> None:
        self._uow.must_write()
        if value.id in self._rows:
            message = f"{self._name}: id taken"
            raise Fault(message)
        if self._name == "reviews":
            self._refuse_second_review(value)
        serial = max((row["serial"] for row in self._rows.values()), default=0) + 1
        self._rows[value.id] = {"serial": serial, **to_row(value)}
        self._uow.draft.added(self._name, value.id, self._rows[value.id])

    def replace(self, value: Any) -> Any:
        self._uow.must_write()
        if not hasattr(value, "version"):
            message = f"{self._name} are written once"
            raise Fault(message)
        row = self._rows.get(value.id)
        if row is None:
            raise NotFound(what=f"store.kind.{self._name}", id=value.id)
        if row["version"] != value.version:
            raise self._uow.stale(self._name, value.id, row)
        written = replace(value, version=value.version + 1)
        self._rows[value.id] = {"serial": row["serial"], **to_row(written)}
        self._uow.draft.changed(self._name, value.id, self._rows[value.id])
        return written

    def find(self, **equal: str | int | None) -> tuple[Any, ...]:
        for name in equal:
            if name not in to_row_fields(self._kind):
                message = f"{self._name} have no field {name}"
                raise Fault(message)
        rows = sorted(self._rows.values(), key=lambda row: row["serial"])
        found = [row for row in rows if all(row[name] == value for name, value in equal.items())]
        return tuple(from_row(self._kind, row) for row in found)

    def _refuse_second_review(self, value: Any) -> None:
        for key, row in self._rows.items():
            if row["item"] == value.item and row["closed_at"] is None and value.closed_at is None:
                raise self._uow.stale(self._name, key, row)


def to_row_fields(kind: type[Any]) -> tuple[str, ...]:
    """The fields one can search by."""
    return tuple(kind.__dataclass_fields__)


class FakeBlobs:
    """Bytes by id."""

    def __init__(self, uow: FakeUnitOfWork) -> None:
        self._uow = uow

    def put(self, data: bytes) -> BlobRef:
        self._uow.must_write()
        digest = sha256(data).hexdigest()
        rows = self._uow.memory.tables[BLOBS]
        for row in rows.values():
            if row["sha256"] == digest:
                return BlobRef(row["id"], digest, len(data))
        row = {"id": self._uow._store.ids(), "sha256": digest, "size": len(data)}
        rows[row["id"]] = row
        self._uow.memory.data[row["id"]] = data
        self._uow.draft.added(BLOBS, row["id"], row)
        return BlobRef(**row)

    def get(self, id_: str) -> bytes:
        row = self._uow.memory.tables[BLOBS].get(id_)
        if row is None:
            raise NotFound(what=say(f"store.kind.{BLOBS}"), id=id_)
        data = self._uow.memory.data[id_]
        if sha256(data).hexdigest() != row["sha256"]:
            raise DatabaseDamaged(detail=BLOBS)
        return data


class FakeTexts:
    """Encoded documents by part."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def put(self, part: str, payload: bytes) -> None:
        self._memory.texts[part] = payload

    def get(self, part: str) -> bytes | None:
        return self._memory.texts.get(part)


class FakeLogBook:
    """The log of a `FakeStore`, or of one snapshot of it."""

    def __init__(self, store: FakeStore, memory: Memory | None = None) -> None:
        self._store, self._fixed = store, memory

    @property
    def memory(self) -> Memory:
        return self._fixed or self._store.memory

    @contextmanager
    def snapshot(self) -> Iterator["FakeLogBook"]:
        yield FakeLogBook(self._store, self.memory.copied())

    def size(self) -> int:
        return len(self.memory.leaves)

    def root(self, size: int | None = None) -> bytes:
        return merkle.root(self.memory.leaves[:size])

    def leaves(self, start: int = 0) -> Iterator[bytes]:
        return iter(self.memory.leaves[start:])

    def entries(self, item: str | None = None, start: int = 0, limit: int | None = None) -> tuple[AuditEntry, ...]:
        read = (entry_of(leaf) for leaf in self.memory.leaves[start:])
        return tuple(entry for entry in read if item is None or entry.item == item)[:limit]

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        return tuple(from_row(Checkpoint, row) for row in self.memory.tables["checkpoints"].values())

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        leaves = self.memory.leaves
        return proofs.prove_inclusion(
            index, size, lambda level, place: merkle.root(leaves[place << level : (place + 1) << level])
        )

    def proven_rows(self, *tables: str) -> Iterator[tuple[str, str, Row]]:
        for table in tables or self.memory.tables:
            rows = self._index() if table == "audit_index" else self.memory.tables[table]
            yield from ((table, key, copy.copy(row)) for key, row in rows.items())

    def _index(self) -> dict[str, Row]:
        entries = (entry_of(leaf) for leaf in self.memory.leaves)
        return {str(one.seq): {"seq": one.seq, "item": one.item} for one in entries if one.item is not None}

    def salts(self) -> Iterator[tuple[int, str, str, bytes]]:
        return ((*place, salt) for place, salt in self.memory.salts.items())

    def blob_digests(self) -> Iterator[tuple[str, str]]:
        return ((key, sha256(data).hexdigest()) for key, data in self.memory.data.items())

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        with self._store.uow(SYSTEM_ACTOR) as uow:
            row = {"serial": len(uow.memory.tables["checkpoints"]) + 1, **to_row(checkpoint)}
            uow.memory.tables["checkpoints"][checkpoint.id] = row
            uow.draft.added("checkpoints", checkpoint.id, row)
            uow.record(AuditAction.LOG_CHECKPOINT, id=checkpoint.id)
            uow.commit()


def last_touch(memory: Memory, table: str, key: str) -> AuditEntry | None:
    seqs = [seq for seq, *place in memory.salts if place == [table, key]]
    return entry_of(memory.leaves[max(seqs)]) if seqs else None
