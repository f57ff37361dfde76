"""Puts the back-scan together: workers, ledger and workbook. Needs neither window nor database."""

import os
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Final

from reviewer_app.adapters import name_model, ocr_model
from reviewer_app.bootstrap.tools import convert
from reviewer_app.documents.scan_pool import ScanPool
from reviewer_app.domain.back_scan import ScanReport
from reviewer_app.domain.errors import FileNotWritten, NothingToScan
from reviewer_app.domain.keeps import NOTHING_OWN, OwnValues
from reviewer_app.ports.scanning import Watch
from reviewer_app.rules.assess import load_toolbox
from reviewer_app.services.back_scan import BackScan, back_scan
from reviewer_app.services.overwriting import require_replaceable
from reviewer_app.services.scan_ledger import FileLedger
from reviewer_app.services.scan_sheets import sheets

LEDGER_SUFFIX: Final = ".progress"
PART_SUFFIX: Final = ".part"


def processors() -> int:
    """How many files are examined at once unless somebody says otherwise."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ledger_of(report: Path) -> Path:
    """The file beside a report that lets an interrupted scan go on."""
    return report.with_name(report.name + LEDGER_SUFFIX)


def over_original(folder: Path, out: Path) -> bool:
    """Whether `out` is a file of the folder that no interrupted scan of ours left there."""
    inside = out.resolve().is_relative_to(folder.resolve())
    return inside and out.exists() and not ledger_of(out).exists()


class OfficeScanner:
    """Implements `ports.scanning.FolderScanner`."""

    def over_original(self, folder: Path, out: Path) -> bool:
        """See the port."""
        return over_original(folder, out)

    def scan(self, folder: Path, out: Path, watch: Watch, *, today: date, own: OwnValues) -> ScanReport:
        """See the port."""
        return run_back_scan(folder, out, watch, today=today, own=own)


def run_back_scan(
    folder: Path,
    out: Path,
    watch: Watch,
    *,
    today: date,
    jobs: int | None = None,
    names: bool = True,
    own: OwnValues = NOTHING_OWN,
) -> ScanReport:
    """Scan `folder` and write the report to `out`, of what was done where it was cancelled. Raises `FileNotWritten`."""
    model = names and name_model.installed()
    sight = ocr_model.installed()
    options = f"names={names} model={model} sight={sight} phones={len(own.phones)} keeps={len(own.keeps)}"
    require_replaceable(out)
    beside = ledger_of(out)
    part = out.with_name(out.name + PART_SUFFIX)
    command = BackScan(folder, jobs or processors(), today, frozenset({out, beside, part}))
    pool = ScanPool(command.jobs, names=names, model=model, sight=sight, own=own, convert=convert)
    with closing(pool), _ledger(beside, load_toolbox().sha256, options) as ledger:
        try:
            report = back_scan(command, pool, ledger, watch)
        except NothingToScan:
            ledger.discard()
            raise
        _write(report, out, part, today)
        if report.complete:
            ledger.discard()
    return report


def _ledger(path: Path, rules: str, options: str) -> FileLedger:
    try:
        return FileLedger(path, rules, options)
    except OSError as error:
        raise FileNotWritten(name=path.name, detail=type(error).__name__) from None


def _write(report: ScanReport, out: Path, part: Path, today: date) -> None:
    from reviewer_app.documents.forms import long_workbook

    try:
        part.write_bytes(long_workbook.write(sheets(report, today)))
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise FileNotWritten(name=out.name, detail=type(error).__name__) from None
