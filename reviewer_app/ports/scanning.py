"""Examining files for the back-scan, as the use case sees it."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol

from reviewer_app.domain.back_scan import Examined
from reviewer_app.domain.errors import UnreadableFile


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
