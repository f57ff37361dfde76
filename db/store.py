"""A home's database, opened: the factory of units of work, the log book, the vault."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from db.audit_store import open_log_book
from db.engine import create_file, open_engine, refuse_network
from db.schema import ensure_current, upgrade
from db.system_acts import keep_record
from db.unit_of_work import SqlUnitOfWork, Surroundings
from db.vault import SqlVault
from reviewer_app.domain.audit import AuditAction, Checkpoint
from reviewer_app.domain.errors import HomeExists, HomeMissing
from reviewer_app.ports.clock import Clock
from reviewer_app.ports.log import LogBook, Vault
from reviewer_app.ports.store import Ids, UnitOfWork
from reviewer_app.settings import DATABASE_NAME

OnNetwork = Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class Store:
    """One home's store. Close it when done: SQLite then folds its write-ahead log back into the one file."""

    home: Path
    around: Surroundings
    log: LogBook
    vault: Vault

    @classmethod
    def on(cls, home: Path, engine: Engine, clock: Clock, ids: Ids) -> "Store":
        """The store over an engine."""
        around = Surroundings(engine, clock, ids)

        def keep(checkpoint: Checkpoint) -> None:
            keep_record(around, checkpoint, AuditAction.LOG_CHECKPOINT)

        return cls(home, around, open_log_book(engine, keep), SqlVault(around, home))

    def uow(self, actor: str, *, writing: bool = True) -> UnitOfWork:
        """A unit of work of `actor`; this is the `UnitOfWorkFactory`."""
        return SqlUnitOfWork(self.around, actor, writing=writing)

    def close(self) -> None:
        """Give up all connections."""
        self.around.engine.dispose()


def create_store(home: Path, clock: Clock, ids: Ids, on_network: OnNetwork) -> Store:
    """Make a new database in `home` (made if missing); raises `HomeExists`, `HomeOnNetwork`."""
    path = home / DATABASE_NAME
    refuse_network(home, on_network)
    try:
        create_file(path)
    except FileExistsError:
        raise HomeExists(home=str(home)) from None
    engine = open_engine(path)
    try:
        upgrade(engine)
    except BaseException:  # a home half made would be neither new nor an office
        engine.dispose()
        path.unlink()
        raise
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
