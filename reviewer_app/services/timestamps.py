"""时间戳: a checkpoint's text goes out to a timestamp service as `.tsq`, its answer comes in as `.tsr` (RFC 3161).

What is stamped is the checkpoint's text, the very bytes the station signs: with the root it says every entry before.
A timestamp pins the latest moment at which these entries stood so; a log written anew later gets only a later one.
"""

from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction, Checkpoint, Timestamp
from reviewer_app.domain.errors import FileNotWritten, TimestampRefused
from reviewer_app.ports.log import LogBook
from reviewer_app.ports.timestamps import Stamp, TimestampDesk
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, permitted_or_system
from reviewer_app.services.overwriting import require_replaceable
from reviewer_app.verifier import notes
from reviewer_app.verifier.report import Code, Problem


@dataclass(frozen=True, slots=True)
class RequestTimestamp:
    """Write a request over the log as it stands into `target`."""

    actor: str
    target: Path


@dataclass(frozen=True, slots=True)
class TakeTimestamp:
    """Take in an answer; `certificates` (PEM or DER files) are what the office trusts of timestamp services."""

    actor: str
    response: bytes
    certificates: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamped:
    """A timestamp over the first `size` entries. `verified`: its signature leads to a certificate that was given."""

    size: int
    generated: datetime
    authority: str
    verified: bool


def request_timestamp(desk: Desk, service: TimestampDesk, command: RequestTimestamp) -> Checkpoint:
    """Fix the log and write the request; returns the checkpoint. Raises `FileNotWritten`, `NotOverwritten`."""
    require_replaceable(command.target)
    with desk.uow(command.actor, writing=False) as uow:
        permitted_or_system(uow, command.actor, Permission.LOG_TIMESTAMP)
    fixed = checkpoint(desk)
    try:
        command.target.write_bytes(service.request(stamped_text(fixed.note)))
    except OSError as failure:
        raise FileNotWritten(name=str(command.target), detail=failure.strerror or "") from failure
    return fixed


def take_timestamp(desk: Desk, service: TimestampDesk, command: TakeTimestamp) -> Stamped:
    """Keep an answer with its checkpoint; the same answer twice is once. Raises `TimestampRefused`.

    One that is over no checkpoint of this log, or fails against the certificates that were given, is not kept.
    """
    said = service.read(command.response)
    digest = sha256(command.response).hexdigest()
    with desk.uow(command.actor) as uow:
        permitted_or_system(uow, command.actor, Permission.LOG_TIMESTAMP)
        fixed = _checkpoint_of(desk.log, said)
        stamped = _verified(service, command.response, fixed.size, said.digest, command.certificates)
        if not uow.timestamps.find(sha256=digest):
            uow.timestamps.add(
                Timestamp(desk.ids(), fixed.id, b64encode(command.response).decode(), digest, said.generated,
                          desk.clock.now())
            )
            uow.record(AuditAction.LOG_TIMESTAMP, checkpoint=fixed.id, size=fixed.size, timestamp=digest)
            uow.commit()
    return stamped


def check_timestamps(
    log: LogBook, service: TimestampDesk, certificates: Sequence[bytes]
) -> tuple[tuple[Stamped, ...], tuple[Problem, ...]]:
    """Check every timestamp that is kept; what fails is named by its row and not raised."""
    with log.snapshot() as still:
        by_id = {one.id: one for one in still.checkpoints()}
        rows = {key: row for _, key, row in still.proven_rows("timestamps")}
    answers = {
        f"timestamps:{key}": (by_id[row["checkpoint"]].size, imprint(by_id[row["checkpoint"]].note),
                              b64decode(row["response"]))
        for key, row in rows.items()
    }  # fmt: skip
    return check_answers(answers, service, certificates)


def check_answers(
    answers: Mapping[str, tuple[int, bytes, bytes]], service: TimestampDesk, certificates: Sequence[bytes]
) -> tuple[tuple[Stamped, ...], tuple[Problem, ...]]:
    """Check answers by their place: size of the checkpoint, SHA-256 of its text, answer."""
    good: list[Stamped] = []
    bad: list[Problem] = []
    for where, (size, digest, response) in answers.items():
        try:
            good.append(_verified(service, response, size, digest, certificates))
        except TimestampRefused as refused:
            bad.append(Problem(Code.TIMESTAMP_REFUSED, where, str(refused.values["refusal"])))
    return tuple(good), tuple(bad)


def stamped_text(note: str) -> bytes:
    """What is stamped of a checkpoint: the text without signatures, which may be joined by others later."""
    return notes.split(note)[0].encode()


def imprint(note: str) -> bytes:
    """SHA-256 of what is stamped."""
    return sha256(stamped_text(note)).digest()


def _checkpoint_of(log: LogBook, said: Stamp) -> Checkpoint:
    for one in reversed(log.checkpoints()):
        if imprint(one.note) == said.digest:
            return one
    raise TimestampRefused(refusal="foreign")


def _verified(
    service: TimestampDesk, response: bytes, size: int, digest: bytes, certificates: Sequence[bytes]
) -> Stamped:
    """Without certificates only the imprint is checked: who signed then remains what the answer says of itself."""
    said = service.verify(response, digest, certificates) if certificates else service.read(response)
    if said.digest != digest:
        raise TimestampRefused(refusal="imprint")
    return Stamped(size, said.generated, said.authority, verified=bool(certificates))
