"""Making a home of a backup: whole or not at all, and never over something that is there."""

from pathlib import Path

from db.archive import scratch_beside, unpack
from db.backup import check_database
from db.engine import HOME_MODE, open_engine, refuse_network, sync_folder
from db.lists import rebuild
from db.schema import ensure_current
from db.store import OnNetwork, Store
from reviewer_app.domain.errors import BackupDamaged, DatabaseDamaged, FileMissing, HomeExists
from reviewer_app.ports.clock import Clock
from reviewer_app.ports.store import Ids
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.settings import DATABASE_NAME


def restore(untrusted_file: Path, home: Path, clock: Clock, ids: Ids, on_network: OnNetwork) -> LiveReport:
    """Restore into `home`, which must be new or empty, and say whether the log holds.

    Raises `HomeExists`, `HomeOnNetwork`, `FileMissing`, `BackupDamaged`, `SchemaTooNew`. A file that is what it was
    when it was made is restored even where its log does not verify: the report says so, and nobody is locked out of
    the only copy.
    """
    refuse_network(home, on_network)
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise HomeExists(home=str(home))
    if not untrusted_file.is_file():
        raise FileMissing(name=untrusted_file.name)
    home.parent.mkdir(parents=True, exist_ok=True, mode=HOME_MODE)
    with scratch_beside(home) as scratch:
        made = scratch / "home"
        made.mkdir(mode=HOME_MODE)
        unpack(untrusted_file, made)
        report = _verified(made, untrusted_file.name, clock, ids)
        if home.exists():
            home.rmdir()
        made.rename(home)
        sync_folder(home.parent)
    return report


def _verified(made: Path, name: str, clock: Clock, ids: Ids) -> LiveReport:
    engine = open_engine(made / DATABASE_NAME)
    try:
        check_database(engine)
        ensure_current(engine)
        rebuild(engine)  # what no proof covers is not believed from a file, but made anew from what is proven
        return verify_log(Store.on(made, engine, clock, ids).log)
    except DatabaseDamaged:
        raise BackupDamaged(name=name) from None
    finally:
        engine.dispose()  # folds the write-ahead log in, so that the renamed folder holds one whole file
