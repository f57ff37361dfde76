"""`scan`: back-scan of a folder of published files; the 问题清单 as a workbook. Needs neither home nor login."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Final

import click

from reviewer_app.cli import output
from reviewer_app.cli.assessing import OFFICE_ZONE, own_of
from reviewer_app.cli.command import OfficeCommand, home_option, keeps_option
from reviewer_app.cli.status import ExitStatus
from reviewer_app.domain.back_scan import ScanReport
from reviewer_app.domain.errors import FileNotWritten, UsageFault
from reviewer_app.ports.scanning import Progress, Watch
from reviewer_app.text import say

STEPS: Final = 100
"""Progress is told so many times where nobody watches a terminal."""


@click.command("scan", cls=OfficeCommand, help=say("cli.scan.help"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), metavar="REPORT.xlsx",
              help=say("cli.scan.out.help"))
@click.option("--jobs", type=click.IntRange(1, 64), metavar="N", help=say("cli.scan.jobs.help"))
@click.option("--names/--no-names", default=True, help=say("cli.names.help"))
@keeps_option
@home_option
def command(
    folder: Path, *, out: Path, jobs: int | None, names: bool, keeps: bool, home: Path | None
) -> ExitStatus:
    """Scan; an interruption stops it in order, with a report of what was done."""
    from reviewer_app.bootstrap.scanning import run_back_scan

    _require_usable(folder, out)
    own = own_of(home, keeps=keeps)
    with _stopped_by_hand() as stopped:
        watch = Watch(stopped.is_set, _Told(), _tell_marked)
        try:
            report = run_back_scan(folder, out, watch, today=datetime.now(OFFICE_ZONE).date(), jobs=jobs, names=names,
                                   own=own)
        except FileNotWritten:
            raise UsageFault(detail=say("cli.usage.out_folder")) from None
    _tell(report, out)
    return _status(report, interrupted=stopped.is_set())


def _require_usable(folder: Path, out: Path) -> None:
    """Refuse what cannot be meant, before anything is made: above all writing over one of the scanned files."""
    if not folder.is_dir():
        raise UsageFault(detail=say("cli.usage.bad_value", name="DIR"))
    from reviewer_app.bootstrap.scanning import over_original

    if out.suffix.lower() != ".xlsx" or out.is_dir() or over_original(folder, out):
        raise UsageFault(detail=say("cli.usage.scan_report"))


@contextmanager
def _stopped_by_hand() -> Iterator[Event]:
    """The first Ctrl+C asks to stop; a second one ends the program as ever."""
    stopped = Event()
    if current_thread() is not main_thread():
        yield stopped
        return

    def stop(_number: int, _frame: object) -> None:
        stopped.set()
        signal.signal(signal.SIGINT, before)

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield stopped
    finally:
        signal.signal(signal.SIGINT, before)


class _Told:
    """Says how far it is on standard error: over one line on a terminal, else a hundred times in all."""

    def __init__(self) -> None:
        self._next = 0
        self._terminal = sys.stderr.isatty()

    def __call__(self, progress: Progress) -> None:
        if not self._terminal and progress.done < max(self._next, 1) and progress.done < progress.total:
            return
        self._next = progress.done + -(-progress.total // STEPS)
        line = say("cli.scan.progress", **progress._asdict())
        end = "\r" if self._terminal and progress.done < progress.total else "\n"
        sys.stderr.write(line + end)
        sys.stderr.flush()


def _tell_marked(path: str, level: str) -> None:
    output.write_problem(say("cli.scan.marked", path=path, level=level))


def _tell(report: ScanReport, out: Path) -> None:
    blocking = sum(file.blocks for file in report.files)
    if report.resumed:
        output.write_line(say("cli.scan.resumed", count=report.resumed))
    if report.not_entered or report.hidden:
        output.write_line(say("cli.scan.skipped", count=len(report.not_entered), hidden=report.hidden))
    key = "cli.scan.done" if report.complete else "cli.scan.partial"
    output.write_line(say(key, out=output.printable(out), total=report.total, done=len(report.files),
                          blocking=blocking, unreadable=report.unreadable))


def _status(report: ScanReport, *, interrupted: bool) -> ExitStatus:
    if interrupted and not report.complete:
        return ExitStatus.INTERRUPTED
    if report.unreadable:
        return ExitStatus.UNREADABLE
    return ExitStatus.BLOCKED if report.blocks else ExitStatus.CLEAN
