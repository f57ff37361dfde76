"""A home's database, opened: the factory of units of work, and the log book."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from db.audit_store import SqlLogBook, keep_in_log_table
from db.engine import DATABASE_NAME, create_file, open_engine, refuse_network
from db.failures import translated
from db.kinds import BackupRecord
from db.schema import ensure_current, upgrade
from db.unit_of_work import SqlUnitOfWork, Surroundings
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction, Checkpoint
from reviewer_app.domain.errors import HomeExists, HomeMissing
from reviewer_app.ports.clock import Clock
from reviewer_app.ports.log import LogBook
from reviewer_app.ports.store import Ids, UnitOfWork

OnNetwork = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Store:
    """One home's store. Close it when done: SQLite then folds its write-ahead log back into the one file."""

    home: Path
    around: Surroundings
    log: LogBook

    @classmethod
    def on(cls, home: Path, engine: Engine, clock: Clock, ids: Ids) -> "Store":
        """The store over an engine."""
        around = Surroundings(engine, clock, ids)

        def keep(checkpoint: Checkpoint) -> None:
            keep_record(around, "checkpoints", checkpoint, AuditAction.LOG_CHECKPOINT)

        return cls(home, around, SqlLogBook.on(engine, keep))

    def uow(self, actor: str, *, writing: bool = True) -> UnitOfWork:
        """A unit of work of `actor`; this is the `UnitOfWorkFactory`."""
        return SqlUnitOfWork(self.around, actor, writing=writing)

    def close(self) -> None:
        """Give up all connections."""
        self.around.engine.dispose()


def keep_record(
    around: Surroundings, table: str, value: Checkpoint | BackupRecord, action: AuditAction
) -> None:
    """Add a row to a proven table that the store writes for itself, as an act of the system, on its own."""
    with SqlUnitOfWork(around, SYSTEM_ACTOR) as uow, translated():
        keep_in_log_table(uow.work.connection, uow.work.draft, table, value)
        uow.record(action, id=value.id)
        uow.commit()


def create_store(home: Path, clock: Clock, ids: Ids, on_network: OnNetwork) -> Store:
    """Make a new database in `home` (made if missing); raises `HomeExists`, `HomeOnNetwork`."""
    path = home / DATABASE_NAME
    refuse_network(home, on_network)
    try:
        create_file(path)
    except FileExistsError:
        raise HomeExists(home=str(home)) from None
    engine = open_engine(path)
    upgrade(engine)
    return Store.on(home, engine, clock, ids)


def open_store(home: Path, clock: Clock, ids: Ids, on_network: OnNetwork) -> Store:
    """Open a home; raises `HomeMissing`, `HomeOnNetwork`, `SchemaTooNew`, `DatabaseDamaged`, `DatabaseBusy`."""
    path = home / DATABASE_NAME
    if not path.is_file():
        raise HomeMissing(home=str(home))
    refuse_network(home, on_network)
    engine = open_engine(path)
    try:
        ensure_current(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store.on(home, engine, clock, ids)
