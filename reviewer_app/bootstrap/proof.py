"""What `audit` does, put together: it needs the store and the station key, but neither rules nor readers."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.office import open_office
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditEntry
from reviewer_app.domain.errors import NotFound
from reviewer_app.services.export_log import Exported, ExportLog, Prove, export_log, prove
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.text import say
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.report import VerifyReport
from reviewer_app.verifier.texts import PROBLEMS

Report = LiveReport | VerifyReport


def verify_home(home: Path) -> LiveReport:
    """Verify the log against every proven row, every stored byte, checkpoint and signature of a home."""
    store = open_store(home)
    try:
        return verify_log(store.log)
    finally:
        store.close()


def verify_folder(export: Path) -> VerifyReport:
    """Verify an export folder; raises `NotFound` where there is none."""
    if not export.is_dir():
        raise NotFound(what="thing.export", id=str(export))
    return verify_export(export)


def export_home(home: Path, target: Path) -> Exported:
    """Export as the machine itself: whoever can run this on the home can read its files anyway."""
    with open_office(home) as office:
        return export_log(office.desk, ExportLog(SYSTEM_ACTOR, target))


def prove_home(home: Path, what: str, target: Path) -> AuditEntry:
    """Write a receipt for an entry or an item."""
    with open_office(home) as office:
        return prove(office.desk, Prove(SYSTEM_ACTOR, what, target))


def report_value(report: Report) -> dict[str, Any]:
    """A verification as JSON: what holds how far, and every problem."""
    return {
        "schema": 1,
        "ok": report.ok,
        "entries": report.entries,
        "root": report.root.hex(),
        "signed": report.signed_size,
        "anchored": report.anchored_size,
        "signoffs": report.signoffs,
        "differences": [
            {"table": one.table, "key": one.key, "item": one.item, "kind": one.kind.value}
            for one in (report.differences if isinstance(report, LiveReport) else ())
        ],
        "problems": [{"code": one.code.value, "where": one.where, "detail": one.detail} for one in report.problems],
    }


def report_lines(report: Report) -> Iterator[str]:
    """A verification for people: one sentence for the result, then what it rests on, then the first bad things."""
    yield say("audit.whole" if report.ok else "audit.broken", entries=report.entries, signed=report.signed_size,
              rest=report.entries - report.signed_size)
    for one in report.differences if isinstance(report, LiveReport) else ():
        yield say("audit.difference", table=one.table, key=one.key, item=one.item or "—",
                  kind=say(f"audit.kind.{one.kind.value}"))
    for problem in report.problems:
        yield say("audit.problem", what=PROBLEMS[problem.code], where=problem.where)
    yield say("audit.root", root=report.root.hex())
