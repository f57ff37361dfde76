"""The embedded database: SQLite through `pysqlite3`, whose wheel brings a library we choose (design §7).

What makes an acknowledged commit survive a power cut is set here and nowhere else: WAL with `synchronous=FULL` on a
library without the WAL-reset fault, else a truncated rollback journal with FULL. `journal_mode=DELETE` is never
used: it does not sync the directory, so a journal can come back and roll an acknowledged commit back.
"""

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import pysqlite3  # type: ignore[import-untyped]  # the driver ships no types; this is the one file that imports it
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry

from db.search_words import found_at, holds
from reviewer_app.domain.errors import DatabaseDamaged, Fault, HomeOnNetwork

DriverError: Final[type[Exception]] = pysqlite3.Error

FIRST_SAFE_WAL: Final = (3, 51, 3)
"""Before this release a WAL that is reset while another connection commits could lose a commit (design §7)."""

BUSY_MILLISECONDS: Final = 10_000
FILE_MODE: Final = 0o600
HOME_MODE: Final = 0o700


class JournalMode(StrEnum):
    """How SQLite keeps what it needs to undo or redo a transaction."""

    WAL = "WAL"
    TRUNCATE = "TRUNCATE"


class Synchronous(StrEnum):
    """How hard SQLite pushes to the disk. Everything but FULL is there for the test that shows why."""

    FULL = "FULL"
    NORMAL = "NORMAL"


def journal_mode_for(version: tuple[int, ...]) -> JournalMode:
    """The journal mode for an SQLite library of that version."""
    return JournalMode.WAL if version >= FIRST_SAFE_WAL else JournalMode.TRUNCATE


def library_version() -> tuple[int, ...]:
    """The version of the SQLite library in use."""
    return tuple(int(number) for number in pysqlite3.sqlite_version.split("."))


def create_file(path: Path) -> None:
    """Make the empty database file, readable by its owner alone; SQLite gives its side files the same mode.

    Its name is synced here: SQLite syncs a folder for its journals only, and takes the database's own as given.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=HOME_MODE)
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    sync_folder(path.parent)
    sync_folder(path.parent.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut; Windows syncs them with the file."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def refuse_network(path: Path, on_network: Callable[[Path], bool]) -> None:
    """Raise `HomeOnNetwork`: locks of network shares do not hold, and SQLite would lose data there."""
    if on_network(path):
        raise HomeOnNetwork(home=str(path))


def open_engine(
    path: Path,
    *,
    journal: JournalMode | None = None,
    synchronous: Synchronous = Synchronous.FULL,
    busy_milliseconds: int = BUSY_MILLISECONDS,
) -> Engine:
    """An engine on an existing database file. `journal` None chooses by the library's version.

    Units of work for writing take `writing_engine(engine)`, so that they wait for the one writer at their begin and
    never find out at the end that somebody else was quicker.
    """
    if not path.is_file():
        raise DatabaseDamaged(detail=path.name)
    mode = journal or journal_mode_for(library_version())
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(path)), module=pysqlite3)
    pragmas = (
        f"busy_timeout={busy_milliseconds}",
        f"journal_mode={mode}",
        f"synchronous={synchronous}",
        "foreign_keys=ON",
        "recursive_triggers=ON",  # else INSERT OR REPLACE would slip past the delete triggers
        "secure_delete=ON",
        "cell_size_check=ON",
        "trusted_schema=OFF",
    )

    def connected(connection: Any, _record: ConnectionPoolEntry) -> None:  # noqa: ANN401 - the driver is untyped
        connection.isolation_level = None  # we begin transactions ourselves
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()
        _check_mode(connection, mode)
        connection.create_function("holds", 2, holds, deterministic=True)
        connection.create_function("found_at", 2, found_at, deterministic=True)

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", _begin)
    return engine


def writing_engine(engine: Engine) -> Engine:
    """The same engine whose transactions take the write lock when they begin."""
    return engine.execution_options(writing=True)


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _check_mode(connection: Any, mode: JournalMode) -> None:  # noqa: ANN401 - the driver is untyped
    """SQLite answers with the mode it kept instead of failing; a silent fallback would cost durability."""
    (kept,) = connection.execute("PRAGMA journal_mode").fetchone()
    if kept.upper() != mode.value:
        message = f"journal mode is {kept}, not {mode}"
        raise Fault(message)
