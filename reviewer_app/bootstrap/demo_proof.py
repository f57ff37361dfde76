"""The proof at the end of the demonstration: export, verify, receipt, and a tampered copy named as such."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from reviewer_app.bootstrap.demo_steps import Walk
from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.office import OpenOffice
from reviewer_app.domain.errors import Fault
from reviewer_app.domain.items import Item
from reviewer_app.services.export_log import ExportLog, Prove, export_log, prove
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.settings import DATABASE_NAME, STATION_KEY_NAME
from reviewer_app.text import say
from reviewer_app.verifier.export import verify_export

EXPORT = "export"
TAMPERED = "tampered"


def prove_it(walk: Walk, office: OpenOffice, item: Item) -> None:
    """Export the log for the auditor, verify export and office, write a receipt, then show what tampering does.

    Raises `Fault` where anything does not hold that should, or holds that should not.
    """
    desk, auditor = walk.desk, walk.people.auditor
    export = office.home / EXPORT
    made = export_log(desk, ExportLog(auditor.id, export))
    walk.tell(say("demo.exported", auditor=auditor.name, entries=made.entries, signoffs=made.signoffs,
                  packages=made.packages, folder=export))
    outcome = verify_export(export)
    _require(outcome.ok, "export")
    receipt = office.home / f"{item.id}.tlog-proof"
    entry = prove(desk, Prove(auditor.id, item.id, receipt))
    walk.tell(say("demo.receipt", seq=entry.seq, file=receipt))
    report = verify_log(desk.log)
    _require(report.ok, "log")
    walk.tell(say("demo.verified", entries=report.entries, rows=report.rows, signed=report.signed_size))
    tampered = verify_copy(office, item)
    _require(not tampered.ok, "tampered copy")
    found = tampered.differences[0]
    walk.tell(say("demo.tampered", table=found.table, key=found.key, item=found.item))


def verify_copy(office: OpenOffice, item: Item) -> LiveReport:
    """Copy the database, change one row of the copy behind the program's back, and verify it."""
    home = office.home / TAMPERED
    home.mkdir(mode=0o700)
    shutil.copy2(office.home / STATION_KEY_NAME, home)
    tamper(office.home / DATABASE_NAME, home / DATABASE_NAME, item.id)
    store = open_store(home, office.desk.clock)
    try:
        return verify_log(store.log)
    finally:
        store.close()


def tamper(source: Path, target: Path, item: str) -> None:
    """What somebody with the disk could do: another attribute for a decided item, by plain SQL."""
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        triggers = [name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        for name in triggers:
            copy.execute(f'DROP TRIGGER "{name}"')
        copy.execute(
            "UPDATE determinations SET attribute = 'withheld' WHERE id ="
            " (SELECT id FROM determinations WHERE item = ? AND stage = 'reviewer')",
            (item,),
        )
        copy.commit()
    target.chmod(0o600)


def _require(holds: bool, what: str) -> None:
    if not holds:
        message = f"demonstration: {what} is not as it should be"
        raise Fault(message)
