"""签名密钥: everybody makes his own, so that no administrator ever knows a password he could sign with (§6).

The key is made and sealed before the transaction: argon2id takes its time and nobody else should wait for it.
"""

from dataclasses import dataclass, replace

from reviewer_app.domain.actors import Permission, User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, NotFound, NotPermitted, PersonKeyExists
from reviewer_app.domain.office import PersonKey
from reviewer_app.ports.signing import SealedKey
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted

SHORTEST_PASSWORD = 8


@dataclass(frozen=True, slots=True)
class MakeKey:
    """The actor makes his key under his password."""

    actor: str
    password: str


@dataclass(frozen=True, slots=True)
class ChangePassword:
    """The actor's key, the same one, under a new password."""

    actor: str
    password: str
    new_password: str


@dataclass(frozen=True, slots=True)
class RetireKey:
    """The administrator retires a person's key (password lost, person left); what it signed stays valid."""

    actor: str
    user: str


def make_key(desk: Desk, command: MakeKey) -> PersonKey:
    """Make and keep the key; raises `PersonKeyExists` while there is one."""
    _require_password(command.password)
    sealed = desk.keys.generate(command.actor, command.password)
    with desk.uow(command.actor) as uow:
        user = _active(uow, command.actor)
        if current_key(uow, user.id) is not None:
            raise PersonKeyExists
        key = keep_key(uow, desk, sealed)
        uow.users.replace(replace(user, public_key=key.public_key))
        uow.record(AuditAction.USER_KEY, user=user.id, key=key.id, person_key=key.public_key)
        uow.commit()
        return key


def change_password(desk: Desk, command: ChangePassword) -> PersonKey:
    """Reseal; raises `WrongPassword`. The public key, and with it every signature, stays."""
    _require_password(command.new_password)
    with desk.uow(command.actor, writing=False) as uow:
        key = current_key(uow, command.actor)
    if key is None:
        raise NotFound(what="store.kind.person_keys", id=command.actor)
    sealed = desk.keys.reseal(key, command.password, command.new_password)
    with desk.uow(command.actor) as uow:
        _active(uow, command.actor)
        stored = uow.person_keys.replace(replace(key, sealed=sealed.sealed))
        uow.record(AuditAction.USER_KEY, user=command.actor, key=key.id, person_key=key.public_key)
        uow.commit()
        return stored


def retire_key(desk: Desk, command: RetireKey) -> PersonKey:
    """Retire; the person makes a new key at the next login."""
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.PEOPLE_MANAGE)
        key = current_key(uow, command.user)
        if key is None:
            raise NotFound(what="store.kind.person_keys", id=command.user)
        stored = uow.person_keys.replace(replace(key, retired_at=desk.clock.now()))
        user = uow.users.get(command.user)
        uow.users.replace(replace(user, public_key=None))
        uow.record(AuditAction.USER_KEY, user=user.id, key=key.id, retired=1)
        uow.commit()
        return stored


def current_key(uow: UnitOfWork, user: str) -> PersonKey | None:
    """The key a person signs with now."""
    return next((key for key in uow.person_keys.find(user=user) if key.retired_at is None), None)


def keep_key(uow: UnitOfWork, desk: Desk, sealed: SealedKey) -> PersonKey:
    """Keep a sealed key as its person's."""
    key = PersonKey(desk.ids(), sealed.user, sealed.public_key, sealed.sealed, desk.clock.now())
    uow.person_keys.add(key)
    return key


def _active(uow: UnitOfWork, actor: str) -> User:
    user = uow.users.get(actor)
    if not user.active:
        raise NotPermitted(permission=Permission.TEXT_READ.value)
    return user


def _require_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise DecisionIncomplete(missing="password")
