"""存量排查 from the window: the permission is asked, then the scanner works. No item is made."""

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.back_scan import ScanReport
from reviewer_app.domain.errors import ReportOverOriginal
from reviewer_app.domain.keeps import OwnValues
from reviewer_app.ports.scanning import Watch
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.keep_list import kept_values


@dataclass(frozen=True, slots=True)
class StartBackScan:
    """Scan `folder`, the 问题清单 to `out`; an interrupted scan with the same `out` goes on."""

    actor: str
    folder: Path
    out: Path


def start_back_scan(desk: Desk, command: StartBackScan, watch: Watch) -> ScanReport:
    """Scan; raises `NotPermitted`, `NothingToScan`, `FileNotWritten`, or `ReportOverOriginal`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.SCAN_RUN)
        phones = tuple(phone.number for phone in uow.phones.find())
        own = OwnValues(phones, kept_values(uow, desk.today()))
    if desk.scanner.over_original(command.folder, command.out):
        raise ReportOverOriginal(name=command.out.name)
    return desk.scanner.scan(command.folder, command.out, watch, today=desk.today(), own=own)
