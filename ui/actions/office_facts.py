"""What the frame shows of the whole office, read in the background: numbers on the rail, law in force, log."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from reviewer_app.rules.law import law_pack
from reviewer_app.services.verify_office import OfficeReport, verify_office
from ui.actions.front import Front
from ui.actions.waiting import rail_filters


@dataclass(frozen=True, slots=True)
class ShellFacts:
    """Counts by page, the version of the regulation in force today, entries of the log."""

    counts: dict[str, int]
    law: str
    entries: int


class OfficeFacts(QObject):
    """Counts again whenever something moved; verifies the log when asked."""

    known = Signal(object)
    """`ShellFacts`."""

    def __init__(self, front: Front, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._job = 0
        front.changed.connect(self.read)

    @Slot()
    def read(self, *_args: object) -> None:
        """Count again; a count that is still under way is out of date and dropped."""
        front, session = self._front, self._front.session
        front.jobs.cancel(self._job)
        if session is None:
            return
        filters = rail_filters(session.user)

        def read() -> ShellFacts:
            counts = {page: front.reads.count_items(where) for page, where in filters.items()}
            return ShellFacts(counts, law_pack(front.desk.today()).version, front.desk.log.size())

        self._job = front.ask(self, read, self._on_read)

    @Slot()
    def verify(self) -> None:
        """Verify the whole log; the result is said, and told to whoever shows it."""
        front = self._front
        front.ask(self, partial(verify_office, front.desk, front.actor), self._on_verified,
                  title=front.words("log.verifying"))

    def leave(self) -> None:
        """The window closes."""
        self._front.jobs.cancel_owned(self)

    @Slot(object)
    def _on_read(self, facts: ShellFacts) -> None:
        self.known.emit(facts)

    @Slot(object)
    def _on_verified(self, report: OfficeReport) -> None:
        self._front.verified.emit(report)
        level, key = ("green", "log.whole_detail") if report.ok else ("red", "log.broken_detail")
        self._front.say(level, key, signed=report.log.signed_size, rest=report.loose)
