"""导出留痕: the folder that an auditor takes away and verifies elsewhere (facts/tlog-vectors.md, Formats)."""

import os
import shutil
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.audit import AuditAction, AuditEntry, Checkpoint
from reviewer_app.domain.errors import HomeExists, NotFound, OutletFailed
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, permitted_or_system
from reviewer_app.services.overwriting import require_replaceable
from reviewer_app.verifier import dsse
from reviewer_app.verifier.keyring import Keyring, PersonKey
from reviewer_app.verifier.keys import VerifierKey
from reviewer_app.verifier.tlog_proof import TlogProof

SIGNING = frozenset({
    AuditAction.ITEM_SIGN,
    AuditAction.ITEM_SIGN_PAPER,
    AuditAction.ITEM_SIGN_AMENDED,
    AuditAction.ITEM_CONFIRM_AMENDED,
})


@dataclass(frozen=True, slots=True)
class ExportLog:
    """Export everything an auditor needs into the new folder `target`."""

    actor: str
    target: Path


@dataclass(frozen=True, slots=True)
class Prove:
    """Write a receipt for an entry (its number) or an item (its last signature)."""

    actor: str
    what: str
    target: Path


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export holds."""

    entries: int
    checkpoint: Checkpoint
    signoffs: int
    packages: int


def export_log(desk: Desk, command: ExportLog) -> Exported:
    """Write the folder whole or not at all; its own entry is in it. Refuses a folder that is not empty."""
    if command.target.exists() and any(command.target.iterdir()):
        raise HomeExists(home=str(command.target))
    made = _recorded(desk, command.actor)
    draft = command.target.with_name(f".{command.target.name}.part")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        with desk.uow(command.actor, writing=False) as uow:
            counts = _write(desk, uow, draft, made)
        if command.target.exists():
            command.target.rmdir()
        draft.rename(command.target)
    except OSError as failure:
        shutil.rmtree(draft, ignore_errors=True)
        raise OutletFailed(reason=failure.strerror or type(failure).__name__) from failure
    return Exported(desk.log.size(), made, *counts)


def prove(desk: Desk, command: Prove) -> AuditEntry:
    """Write the `.tlog-proof`; returns the entry it proves. Raises `NotFound`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted_or_system(uow, command.actor, Permission.LOG_VERIFY)
    entry = _entry(desk, command.what)
    made = desk.log.checkpoints()
    if not made or made[-1].size <= entry.seq:
        made = (*made, checkpoint(desk))
    _put(command.target, _receipt(desk, entry.seq, made[-1]).encode())
    return entry


def _recorded(desk: Desk, actor: str) -> Checkpoint:
    """Enter the export itself, then fix the log, so that the export shows that it was made."""
    with desk.uow(actor) as uow:
        permitted_or_system(uow, actor, Permission.LOG_EXPORT)
        uow.record(AuditAction.LOG_EXPORT)
        uow.commit()
    return checkpoint(desk)


def _write(desk: Desk, uow: UnitOfWork, draft: Path, made: Checkpoint) -> tuple[int, int]:
    draft.mkdir(parents=True, mode=0o700)
    with (draft / "entries.jsonl").open("wb") as lines:
        for leaf in desk.log.leaves():
            lines.write(leaf + b"\n")
        lines.flush()
        os.fsync(lines.fileno())
    _write_checkpoints(desk, uow, draft)
    _put(draft / "keys.json", _keyring(desk, uow).encode())
    envelopes = [one.envelope.encode() for one in uow.signoffs.find() if one.envelope]
    for envelope in envelopes:
        _put(draft / "signoffs" / f"{dsse.digest(envelope)}.dsse", envelope)
    for entry in desk.log.entries():
        if entry.action in SIGNING and entry.seq < made.size:
            _put(draft / "receipts" / f"{entry.seq:012}.tlog-proof", _receipt(desk, entry.seq, made).encode())
    return len(envelopes), _write_packages(uow, draft / "packages")


def _write_checkpoints(desk: Desk, uow: UnitOfWork, draft: Path) -> None:
    """The notes with what others put under them, and the answers of timestamp services."""
    sizes = {one.id: one.size for one in desk.log.checkpoints()}
    under: dict[str, str] = {}
    for cosigned in uow.cosignatures.find():
        under[cosigned.checkpoint] = under.get(cosigned.checkpoint, "") + cosigned.line
    for one in desk.log.checkpoints():
        _put(draft / "checkpoints" / f"{one.size:012}.note", (one.note + under.get(one.id, "")).encode())
    for stamp in uow.timestamps.find():
        name = f"{sizes[stamp.checkpoint]:012}-{stamp.sha256[:8]}.tsr"
        _put(draft / "timestamps" / name, b64decode(stamp.response))


def _write_packages(uow: UnitOfWork, folder: Path) -> int:
    """Public files that were signed, each named by its hash; originals never leave."""
    signed = {version.id: version for version in uow.public_versions.find()}
    queued = {entry.public_version for entry in uow.queue.find()}
    names = set()
    for version_id in sorted(queued & signed.keys()):
        for part in signed[version_id].parts:
            data = uow.blobs.get(part.blob)
            name = f"{sha256(data).hexdigest()}{PurePosixPath(part.name).suffix.lower()}"
            _put(folder / name, data)
            names.add(name)
    return len(names)


def _keyring(desk: Desk, uow: UnitOfWork) -> Keyring:
    persons = tuple(PersonKey(one.user, bytes.fromhex(one.public_key)) for one in uow.person_keys.find())
    witnesses = dict.fromkeys(VerifierKey.parse(one.key) for one in uow.cosignatures.find())
    return Keyring(desk.station.origin, (VerifierKey.parse(desk.station.verifier_key),), tuple(witnesses), persons)


def _receipt(desk: Desk, index: int, made: Checkpoint) -> str:
    leaf = next(desk.log.leaves(index))
    return TlogProof(index, tuple(desk.log.inclusion(index, made.size)), made.note, leaf).text()


def _entry(desk: Desk, what: str) -> AuditEntry:
    """The entry with that number, or the last signature of the item with that id."""
    if what.isdecimal():
        found: Iterator[AuditEntry] = iter(desk.log.entries(start=int(what), limit=1))
    else:
        entries = desk.log.entries(item=what)
        signed = [one for one in entries if one.action in SIGNING]
        found = iter((signed or list(entries))[-1:])
    entry = next(found, None)
    if entry is None:
        raise NotFound(what="thing.entry", id=what)
    return entry


def _put(path: Path, data: bytes) -> None:
    require_replaceable(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
