"""Examining files for the back-scan, as the use case sees it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from reviewer_app.domain.back_scan import Examined, ScanReport
from reviewer_app.domain.errors import Fault, UnreadableFile
from reviewer_app.domain.keeps import OwnValues


class Progress(NamedTuple):
    """How far it is: files done of all, files that block, files that could not be read."""

    done: int
    total: int
    blocking: int
    unreadable: int


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: asked whether to stop, told how far it is and of each file with a secrecy mark (path, level)."""

    cancelled: Callable[[], bool] = lambda: False
    progress: Callable[[Progress], None] = lambda _: None
    marked: Callable[[str, str], None] = lambda _path, _level: None


class Examiner(Protocol):
    """Examines files in worker processes; may be asked from several threads at once."""

    def examine(
        self, untrusted_data: bytes, labels: Sequence[str], today: date, *, cancelled: Callable[[], bool]
    ) -> Examined:
        """What a file comes to under its paths; never raises but `ReadingCancelled`: what fails is told."""
        ...

    def examine_names(
        self, labels: Sequence[str], today: date, error: UnreadableFile, *, cancelled: Callable[[], bool]
    ) -> Examined:
        """What the names of a file that cannot be read come to, for the reason given."""
        ...

    def close(self) -> None:
        """Stop all workers."""
        ...


class ScanLedger(Protocol):
    """What an interrupted run had done already, without a path, a hash or a value in clear."""

    def find(self, sha256: str, labels: Sequence[str]) -> Examined | None:
        """What this content came to under exactly these paths."""
        ...

    def keep(self, sha256: str, labels: Sequence[str], examined: Examined) -> None:
        """Remember it for a later run; safe on disk when this returns."""
        ...


class FolderScanner(Protocol):
    """Scans whole folders, with workers of its own."""

    def over_original(self, folder: Path, out: Path) -> bool:
        """Whether a report at `out` would be written over one of the files of `folder`."""
        ...

    def scan(self, folder: Path, out: Path, watch: Watch, *, today: date, own: OwnValues) -> ScanReport:
        """Scan, the report to `out`; raises `NothingToScan` or `FileNotWritten`."""
        ...


class NoScanner:
    """The scanner of a program part that has none: asking it is our own fault."""

    def over_original(self, folder: Path, out: Path) -> bool:
        """Raise `Fault`."""
        raise Fault(folder.name, out.name)

    def scan(self, folder: Path, out: Path, watch: Watch, *, today: date, own: OwnValues) -> ScanReport:
        """Raise `Fault`."""
        del out, watch, today, own
        raise Fault(folder.name)
