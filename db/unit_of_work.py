"""One user action = one unit of work = one transaction, with its log entries inside it (house style 10, 13)."""

from dataclasses import dataclass
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine

from db.audit_store import LogWriter
from db.draft import Act, Draft
from db.engine import writing_engine
from db.failures import translated
from db.lists import keep
from db.repositories import SqlBlobs, SqlTexts, repositories
from db.work import Work
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import Fault
from reviewer_app.ports.clock import Clock
from reviewer_app.ports.store import Ids, UnitOfWork
from reviewer_app.verifier.leaf import Ref


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every unit of work of a store needs from outside."""

    engine: Engine
    clock: Clock
    ids: Ids


class SqlUnitOfWork(UnitOfWork):
    """On a database. Enters once; nothing of it outlives the block."""

    def __init__(self, around: Surroundings, actor: str, *, writing: bool = True) -> None:
        self._around = around
        self._actor = actor
        self._writing = writing
        self._command = around.ids()
        self._connection: Connection | None = None
        self._recorded = 0

    def __enter__(self) -> Self:
        """Begin; a writing unit waits here for the one writer, up to the busy timeout (`DatabaseBusy`)."""
        if self._connection is not None:
            message = "a unit of work is entered once"
            raise Fault(message)
        engine = writing_engine(self._around.engine) if self._writing else self._around.engine
        with translated():
            self._connection = engine.connect()
            try:
                self._connection.begin()
            except BaseException:
                self._connection.close()
                raise
        self.work = Work(self._connection, Draft(), self._writing)
        self._log = LogWriter(self._connection, self._around.clock)
        for name, repository in repositories(self.work).items():
            setattr(self, name, repository)
        self.blobs = SqlBlobs(self.work, self._around.ids)
        self.texts = SqlTexts(self.work)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed, and give the connection back."""
        if self._connection is not None:
            with translated():
                self._connection.close()

    def record(self, action: AuditAction, item: str | None = None, **refs: Ref) -> int:
        """Append one entry over everything changed since the last one; returns its sequence number."""
        self._must_write()
        act = Act(self._actor, self._command, action, item, refs)
        seq = self._log.append(self.work.draft, act)
        self._recorded += 1
        return seq

    def commit(self) -> None:
        """Make it durable; raises `Fault` for unrecorded changes or for a command without an entry."""
        connection = self._must_write()
        if self.work.draft or not self._recorded:
            message = "a change without an audit entry, or a command without one"
            raise Fault(message)
        with translated():
            keep(self.work)
            connection.commit()
        self._recorded = 0

    def _must_write(self) -> Connection:
        if not self._writing or self._connection is None or not self._connection.in_transaction():
            message = "only a unit of work for writing records and commits, once"
            raise Fault(message)
        return self._connection
