"""验证留痕 as the window asks for it: log and tables, and who outside this machine's key stands behind them.

The command line's `audit verify` proves the same; there the verifying person can also bring keys that he kept himself.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from reviewer_app.domain.actors import Permission
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.timestamps import Stamped, check_timestamps
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.verifier.report import Cosigned, Problem


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody whose own key stands under the first `size` entries, put there at `at`."""

    name: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class OfficeReport:
    """What holds: the log with its tables, co-signatures and timestamps; what of these does not is in `problems`.

    `witnesses` and `stamps` hold, the one that covers most entries last.
    """

    log: LiveReport
    witnesses: tuple[Witness, ...]
    stamps: tuple[Stamped, ...]
    bad_stamps: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems but differing rows."""
        return (*self.log.problems, *self.bad_stamps)

    @property
    def faults(self) -> int:
        """How many things do not hold."""
        return len(self.log.differences) + len(self.problems)

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.faults

    @property
    def loose(self) -> int:
        """Entries after the last checkpoint."""
        return self.log.entries - self.log.signed_size


def verify_office(desk: Desk, actor: str) -> OfficeReport:
    """Verify everything there is; raises `NotPermitted`, `CertificateUnusable` for a file that is none."""
    with desk.uow(actor, writing=False) as uow:
        permitted(uow, actor, Permission.LOG_VERIFY)
        names = {user.id: user.name for user in uow.users.find()}
    report = verify_log(desk.log)
    stamps, bad = check_timestamps(desk.log, desk.timestamps, desk.timestamps.certificates())
    witnesses = sorted((_witness(one, names) for one in report.cosigned), key=lambda one: (one.size, one.at))
    return OfficeReport(report, tuple(witnesses), tuple(sorted(stamps, key=lambda one: one.size)), bad)


def _witness(cosigned: Cosigned, names: dict[str, str]) -> Witness:
    """The last part of a key's name is the person's id; see `cosign`."""
    person = cosigned.witness.rpartition("/")[2]
    return Witness(names.get(person, person), cosigned.size, datetime.fromtimestamp(cosigned.time, UTC))
