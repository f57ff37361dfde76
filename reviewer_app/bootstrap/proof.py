"""What `audit` does, put together: it needs the store and the station key, but neither rules nor readers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reviewer_app.adapters.timestamps import Timestamps
from reviewer_app.bootstrap.certificates import certificate, kept_certificates
from reviewer_app.bootstrap.home import open_store
from reviewer_app.bootstrap.office import open_office
from reviewer_app.domain.actors import SYSTEM_ACTOR
from reviewer_app.domain.audit import AuditEntry, Checkpoint
from reviewer_app.domain.errors import NotFound, UsageFault
from reviewer_app.ports.clock import SHANGHAI
from reviewer_app.services.cosign import Cosign, Cosigned, cosign, unlock_cosigner
from reviewer_app.services.export_log import Exported, ExportLog, Prove, export_log, prove
from reviewer_app.services.timestamps import (
    RequestTimestamp,
    Stamped,
    TakeTimestamp,
    check_answers,
    check_timestamps,
    request_timestamp,
    take_timestamp,
)
from reviewer_app.services.verify_log import LiveReport, verify_log
from reviewer_app.text import say
from reviewer_app.verifier.claims import Anchors
from reviewer_app.verifier.errors import KeyRefused
from reviewer_app.verifier.export import verify_export
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.report import Problem, VerifyReport
from reviewer_app.verifier.texts import PROBLEMS


@dataclass(frozen=True, slots=True)
class Trust:
    """What the verifying person brings: keys of witnesses, certificate files of timestamp services."""

    witnesses: tuple[str, ...] = ()
    certificates: tuple[Path, ...] = ()

    def anchors(self) -> Anchors:
        """The keys, read; raises `UsageFault`."""
        try:
            return Anchors(witnesses=tuple(map(VerifierKey.parse, self.witnesses)))
        except KeyRefused:
            raise UsageFault(detail=say("cli.usage.bad_value", name="--witness-key")) from None

    def files(self, home: Path | None = None) -> tuple[bytes, ...]:
        """The certificates' bytes, those of the home where none were given; raises `CertificateUnusable`."""
        kept = kept_certificates(home) if home and not self.certificates else ()
        return tuple(map(certificate, (*self.certificates, *kept)))


@dataclass(frozen=True, slots=True)
class Verified:
    """A verification with what became of the timestamps; both must hold."""

    report: LiveReport | VerifyReport
    stamps: tuple[Stamped, ...]
    bad_stamps: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return self.report.ok and not self.bad_stamps

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems but differing rows."""
        return (*self.report.problems, *self.bad_stamps)


def verify_home(home: Path, trust: Trust) -> Verified:
    """Verify the log against every proven row, every stored byte, checkpoint, signature and timestamp of a home."""
    store = open_store(home)
    try:
        report = verify_log(store.log, trust.anchors())
        return Verified(report, *check_timestamps(store.log, Timestamps(), trust.files(home)))
    finally:
        store.close()


def verify_folder(export: Path, trust: Trust) -> Verified:
    """Verify an export folder; raises `NotFound` where there is none."""
    if not export.is_dir():
        raise NotFound(what="thing.export", id=str(export))
    report = verify_export(export, trust.anchors())
    answers = {
        one.where: (one.size, bytes.fromhex(one.digest), (export / one.where).read_bytes()) for one in report.timestamps
    }
    return Verified(report, *check_answers(answers, Timestamps(), trust.files()))


def cosign_home(home: Path, user: str | None, password: str) -> Cosigned:
    """Cosign the log with that person's key; what can go wrong: see `unlock_cosigner` and `cosign`."""
    with open_office(home) as office:
        key = unlock_cosigner(office.desk, user, password)
        try:
            return cosign(office.desk, Cosign(key.user, key))
        finally:
            key.lock()


def request_home(home: Path, target: Path) -> Checkpoint:
    """Write a timestamp request over the log as it stands."""
    with open_office(home) as office:
        return request_timestamp(office.desk, Timestamps(), RequestTimestamp(SYSTEM_ACTOR, target))


def take_home(home: Path, response: Path, trust: Trust) -> Stamped:
    """Take in a timestamp service's answer."""
    with open_office(home) as office:
        command = TakeTimestamp(SYSTEM_ACTOR, response.read_bytes(), trust.files(home))
        return take_timestamp(office.desk, Timestamps(), command)


def export_home(home: Path, target: Path) -> Exported:
    """Export as the machine itself: whoever can run this on the home can read its files anyway."""
    with open_office(home) as office:
        return export_log(office.desk, ExportLog(SYSTEM_ACTOR, target))


def prove_home(home: Path, what: str, target: Path) -> AuditEntry:
    """Write a receipt for an entry or an item."""
    with open_office(home) as office:
        return prove(office.desk, Prove(SYSTEM_ACTOR, what, target))


def report_value(verified: Verified) -> dict[str, Any]:
    """A verification as JSON: what holds how far, and every problem."""
    report = verified.report
    return {
        "schema": 1,
        "ok": verified.ok,
        "entries": report.entries,
        "root": report.root.hex(),
        "signed": report.signed_size,
        "anchored": report.anchored_size,
        "signoffs": report.signoffs,
        "cosigned": [one._asdict() for one in report.cosigned],
        "timestamps": [
            {"size": one.size, "time": one.generated.isoformat(), "authority": one.authority, "verified": one.verified}
            for one in verified.stamps
        ],
        "differences": [
            {"table": one.table, "key": one.key, "item": one.item, "kind": one.kind.value}
            for one in (report.differences if isinstance(report, LiveReport) else ())
        ],
        "problems": [{"code": one.code.value, "where": one.where, "detail": one.detail} for one in verified.problems],
    }


def report_lines(verified: Verified) -> Iterator[str]:
    """A verification for people: one sentence for the result, then what it rests on, then the first bad things."""
    report = verified.report
    yield say("audit.whole" if verified.ok else "audit.broken", entries=report.entries, signed=report.signed_size,
              rest=report.entries - report.signed_size)
    if report.anchored_size:
        yield say("audit.anchored", size=report.anchored_size)
    for witness in report.cosigned:
        yield say("audit.cosigned.trusted" if witness.trusted else "audit.cosigned.unknown", size=witness.size,
                  time=_moment(datetime.fromtimestamp(witness.time, UTC)), witness=witness.witness)
    yield from map(stamp_line, verified.stamps)
    for one in report.differences if isinstance(report, LiveReport) else ():
        yield say("audit.difference", table=one.table, key=one.key, item=one.item or "—",
                  kind=say(f"audit.kind.{one.kind.value}"))
    for problem in verified.problems:
        yield say("audit.problem", what=PROBLEMS[problem.code], where=problem.where)
    yield say("audit.root", root=report.root.hex())


def stamp_line(stamp: Stamped) -> str:
    """A timestamp for people."""
    return say("audit.stamped.verified" if stamp.verified else "audit.stamped.unverified", size=stamp.size,
               time=_moment(stamp.generated), authority=stamp.authority)


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M:%S")
