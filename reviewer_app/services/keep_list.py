"""保留名单: one person proposes a value, a second confirms it, anybody who reviews can revoke it at once.

What is in force counts from the next check on; decisions already taken stand. The log holds ids only, no value.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from reviewer_app.domain.actors import SYSTEM_ACTOR, Permission, User, may
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, IllegalTransition, SecondPersonNeeded
from reviewer_app.domain.findings import FindingType
from reviewer_app.domain.keeps import KEPT_TYPES, Keep, KeepKind, kept_key
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted

LONGEST: Final = 20
LEAST_DIGITS: Final = 7


@dataclass(frozen=True, slots=True)
class ProposeKeep:
    """Ask for `value` to be kept up to the day `until`."""

    actor: str
    kind: KeepKind
    value: str
    reason: str
    until: date


@dataclass(frozen=True, slots=True)
class AnswerKeep:
    """Confirm or revoke the line as it was seen at `version`."""

    actor: str
    keep: str
    version: int


@dataclass(frozen=True, slots=True)
class KeepLine:
    """A line with the names of those who answer for it; `in_force` as of today."""

    keep: Keep
    proposed_by: str
    confirmed_by: str
    revoked_by: str
    in_force: bool


def keep_lines(desk: Desk, actor: str) -> tuple[KeepLine, ...]:
    """The whole list, what waits for a second person first, then the newest."""
    with desk.uow(actor, writing=False) as uow:
        _answering(uow, actor)
        names = {user.id: user.name for user in uow.users.find()}
        today = desk.today()
        lines = sorted(uow.keeps.find(), key=lambda keep: keep.proposed_at, reverse=True)
        return tuple(
            KeepLine(
                keep, names[keep.proposed_by], names.get(keep.confirmed_by or "", ""),
                names.get(keep.revoked_by or "", ""), keep.in_force(today),
            )
            for keep in sorted(lines, key=lambda keep: not keep.waiting)
        )


def propose_keep(desk: Desk, command: ProposeKeep) -> Keep:
    """Put a line on the list; it counts for nothing until somebody else confirms it."""
    value, reason = command.value.strip(), command.reason.strip()
    checks = {
        "keep_value": _fits(command.kind, value), "keep_reason": bool(reason),
        "keep_until": command.until >= desk.today(),
    }
    missing = [name for name, good in checks.items() if not good]
    if missing:
        raise DecisionIncomplete(missing=",".join(missing))
    with desk.uow(command.actor) as uow:
        user = permitted(uow, command.actor, Permission.ITEM_REVIEW)
        keep = Keep(desk.ids(), command.kind, value, reason, command.until, user.id, desk.clock.now())
        uow.keeps.add(keep)
        uow.record(AuditAction.KEEP_PROPOSE, keep=keep.id, kind=keep.kind.value)
        uow.commit()
        return keep


def confirm_keep(desk: Desk, command: AnswerKeep) -> Keep:
    """Confirm it as the second person; raises `SecondPersonNeeded` for him who proposed it."""
    with desk.uow(command.actor) as uow:
        user = _answering(uow, command.actor)
        keep = uow.keeps.get(command.keep, command.version)
        if user.id == keep.proposed_by:
            raise SecondPersonNeeded
        if not keep.waiting:
            raise IllegalTransition(state="revoked" if keep.revoked_at else "kept", wanted="kept")
        keep = uow.keeps.replace(replace(keep, confirmed_by=user.id, confirmed_at=desk.clock.now()))
        uow.record(AuditAction.KEEP_CONFIRM, keep=keep.id)
        uow.commit()
        return keep


def revoke_keep(desk: Desk, command: AnswerKeep) -> Keep:
    """Take it off the list at once; one person is enough to be careful."""
    with desk.uow(command.actor) as uow:
        user = _answering(uow, command.actor)
        keep = uow.keeps.get(command.keep, command.version)
        if keep.revoked_at is not None:
            raise IllegalTransition(state="revoked", wanted="revoked")
        keep = uow.keeps.replace(replace(keep, revoked_by=user.id, revoked_at=desk.clock.now()))
        uow.record(AuditAction.KEEP_REVOKE, keep=keep.id)
        uow.commit()
        return keep


def kept_values(uow: UnitOfWork, day: date) -> Mapping[str, frozenset[FindingType]]:
    """What checks of `day` keep: value as compared → the findings it answers."""
    kept: dict[str, frozenset[FindingType]] = {}
    for keep in uow.keeps.find():
        if keep.in_force(day):
            key = kept_key(keep.value)
            kept[key] = kept.get(key, frozenset()) | KEPT_TYPES[keep.kind]
    return kept


def kept_in_force(desk: Desk) -> Mapping[str, frozenset[FindingType]]:
    """What checks of today keep, for a command on the office's own home: nobody proposes or confirms here."""
    with desk.uow(SYSTEM_ACTOR, writing=False) as uow:
        return kept_values(uow, desk.today())


def _answering(uow: UnitOfWork, actor: str) -> User:
    """A reviewer, or the signatory where the office has one reviewer only."""
    user = uow.users.get(actor)
    return user if may(user, Permission.ITEM_SIGN) else permitted(uow, actor, Permission.ITEM_REVIEW)


def _fits(kind: KeepKind, value: str) -> bool:
    """Whether a value can be of that kind at all: no number passes for a name, no door for a place."""
    digits = sum(char.isdigit() for char in value)
    if kind is KeepKind.PHONE:
        mobile = kept_key(value).startswith("1")
        return LEAST_DIGITS <= digits <= LONGEST and not mobile
    return 2 <= len(kept_key(value)) <= LONGEST and not digits  # noqa: PLR2004  # a surname and a character
