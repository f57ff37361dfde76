"""Backing a home up while it is in use (design §7)."""

import shutil
from pathlib import Path

from sqlalchemy import Engine, select

from db.archive import companions, pack, scratch_beside
from db.engine import FILE_MODE, HOME_MODE, open_engine
from db.failures import translated
from db.kinds import BackupRecord
from db.system_acts import keep_record
from db.tables import AuditEntryRow
from db.unit_of_work import Surroundings
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DatabaseDamaged
from reviewer_app.settings import DATABASE_NAME
from reviewer_app.verifier.leaf import instant


def backup(around: Surroundings, home: Path, target: Path) -> str:
    """Write one consistent, checked backup file and put it on record; returns its SHA-256.

    `VACUUM INTO` copies one snapshot while others write, and leaves behind the free pages that could still hold
    what was erased. A file of that name is replaced only by a whole one.
    """
    with scratch_beside(target) as folder:
        entries = _copy_database(around.engine, folder / DATABASE_NAME)
        for name in companions(home):
            (folder / name).parent.mkdir(mode=HOME_MODE, exist_ok=True)
            shutil.copyfile(home / name, folder / name)
            (folder / name).chmod(FILE_MODE)
        made_at = around.clock.now()
        digest = pack(folder, target, {"entries": entries, "made_at": instant(made_at)})
        size = target.stat().st_size
    record = BackupRecord(around.ids(), target.name, digest, size, entries, made_at)
    keep_record(around, record, AuditAction.BACKUP)
    return digest


def check_database(engine: Engine) -> int:
    """Raise `DatabaseDamaged` unless SQLite finds the file sound; returns the number of log entries."""
    with translated(), engine.connect() as connection:
        said = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if said != ["ok"] or dangling is not None:
            raise DatabaseDamaged(detail=DATABASE_NAME)
        last = connection.execute(select(AuditEntryRow.seq).order_by(AuditEntryRow.seq.desc()).limit(1)).scalar()
        return 0 if last is None else last + 1


def _copy_database(engine: Engine, copy: Path) -> int:
    with translated():
        # Not through SQLAlchemy's connection: that begins a transaction, in which VACUUM is refused.
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM INTO ?", (str(copy),))
        finally:
            connection.close()
    copy.chmod(FILE_MODE)
    copied = open_engine(copy)
    try:
        return check_database(copied)
    finally:
        copied.dispose()
