"""联署检查点: the auditor signs, with his own key, that the log holds as it stands (C2SP cosignature/v1; design §6).

The station's key lies on the machine without a password, so that whoever has the disk could sign a log made up from
the start. This signature he cannot make: the auditor keeps his public key elsewhere and gives it when verifying.
"""

from dataclasses import dataclass
from hashlib import sha256

from reviewer_app.domain.actors import SYSTEM_ACTOR, Permission, User, may
from reviewer_app.domain.audit import AuditAction, Checkpoint, Cosignature
from reviewer_app.domain.errors import LogNotWhole, NotFound, SeveralPersons
from reviewer_app.ports.signing import Signer
from reviewer_app.services.checkpoint import checkpoint, origin_of
from reviewer_app.services.desk import Desk, permitted
from reviewer_app.services.person_keys import current_key
from reviewer_app.services.sign import own_key
from reviewer_app.services.verify_log import verify_log
from reviewer_app.text import say
from reviewer_app.verifier import notes
from reviewer_app.verifier.keys import Algorithm, VerifierKey


@dataclass(frozen=True, slots=True)
class Cosign:
    """Cosign the log as it stands, with the actor's unlocked key."""

    actor: str
    key: Signer


@dataclass(frozen=True, slots=True)
class Cosigned:
    """The co-signature and the checkpoint it stands under."""

    checkpoint: Checkpoint
    cosignature: Cosignature


def cosign(desk: Desk, command: Cosign) -> Cosigned:
    """Fix the log, verify all of it, and only then cosign; raises `LogNotWhole`, `NotPermitted`, `KeyLocked`.

    Verifying comes first because the signature says that this checkpoint goes on from everything signed before.
    """
    with desk.uow(command.actor, writing=False) as uow:
        own_key(uow, permitted(uow, command.actor, Permission.LOG_COSIGN), command.key)
    fixed = checkpoint(desk)
    report = verify_log(desk.log)
    if not report.ok:
        raise LogNotWhole(count=len(report.differences) + len(report.problems))
    made = _signed(desk, command, fixed)
    with desk.uow(command.actor) as uow:
        own_key(uow, permitted(uow, command.actor, Permission.LOG_COSIGN), command.key)
        uow.cosignatures.add(made)
        uow.record(
            AuditAction.LOG_COSIGN, checkpoint=fixed.id, size=fixed.size,
            cosignature=sha256(made.line.encode()).hexdigest(),
        )
        uow.commit()
    return Cosigned(fixed, made)


def unlock_cosigner(desk: Desk, name: str | None, password: str) -> Signer:
    """The key of the person with that name or id, or of the one auditor there is; raises `WrongPassword`.

    Also `NotFound`, and `SeveralPersons` where the name does not say which.
    """
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        user = _one_of([one for one in uow.users.find() if _meant(one, name)], name)
        key = current_key(uow, user.id)
    if key is None:
        raise NotFound(what="store.kind.person_keys", id=user.name)
    return desk.keys.unlock(key, password)


def _signed(desk: Desk, command: Cosign, fixed: Checkpoint) -> Cosignature:
    """A new co-signature under the checkpoint's note; the key's name is the log's with the person's id."""
    now = desk.clock.now()
    key = VerifierKey(f"{origin_of(fixed)}/{command.actor}", command.key.public_key, Algorithm.COSIGNATURE_V1)
    note = notes.cosign(fixed.note, key, int(now.timestamp()), command.key.sign)
    return Cosignature(desk.ids(), fixed.id, command.actor, str(key), note.removeprefix(fixed.note), now)


def _meant(user: User, name: str | None) -> bool:
    return user.active and (name in (user.id, user.name) if name else may(user, Permission.LOG_COSIGN))


def _one_of(found: list[User], name: str | None) -> User:
    if not found:
        raise NotFound(what="store.kind.users", id=name or say("role.auditor"))
    if len(found) > 1:
        raise SeveralPersons(name=name or say("role.auditor"))
    return found[0]
