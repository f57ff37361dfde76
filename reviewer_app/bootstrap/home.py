"""Puts a home together: the folder with database, keys and settings."""

from pathlib import Path

from db import restore as restoring
from db import store
from db.store import Store
from reviewer_app.adapters.ids import new_id
from reviewer_app.adapters.platform import is_network_path
from reviewer_app.ports.clock import Clock, SystemClock
from reviewer_app.ports.store import Ids
from reviewer_app.services.verify_log import LiveReport


def create_store(home: Path, clock: Clock | None = None, ids: Ids = new_id) -> Store:
    """Make the database of a new home; raises `HomeExists`, `HomeOnNetwork`."""
    return store.create_store(home, clock or SystemClock(), ids, is_network_path)


def open_store(home: Path, clock: Clock | None = None, ids: Ids = new_id) -> Store:
    """Open the database of a home; raises `HomeMissing`, `HomeOnNetwork`, `SchemaTooNew`, `DatabaseDamaged`."""
    return store.open_store(home, clock or SystemClock(), ids, is_network_path)


def restore_home(backup: Path, home: Path, clock: Clock | None = None, ids: Ids = new_id) -> LiveReport:
    """Make a home of a backup file; raises `HomeExists`, `FileMissing`, `BackupDamaged`, `SchemaTooNew`."""
    return restoring.restore(backup, home, clock or SystemClock(), ids, is_network_path)
