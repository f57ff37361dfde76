"""Acts of the store itself: rows of the proven tables that no use case writes (checkpoints, backups)."""

from db.audit_store import keep_in_log_table
from db.failures import translated
from db.kinds import BackupRecord
from db.unit_of_work import SqlUnitOfWork, Surroundings
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditAction, Checkpoint


def keep_record(around: Surroundings, value: Checkpoint | BackupRecord, action: AuditAction) -> None:
    """Add a row to one of those tables as an act of the system, in a transaction of its own."""
    with SqlUnitOfWork(around, SYSTEM_ACTOR) as uow, translated():
        keep_in_log_table(uow.work.connection, uow.work.draft, value)
        uow.record(action, id=value.id)
        uow.commit()
