"""人员: who works here and in which roles. The administrator manages people and never decides on items."""

from dataclasses import dataclass, replace
from typing import Final

from reviewer_app.domain.actors import Permission, Role, User
from reviewer_app.domain.audit import AuditAction
from reviewer_app.domain.errors import DecisionIncomplete, LastAdministrator, RolesConflict
from reviewer_app.ports.store import UnitOfWork
from reviewer_app.services.desk import Desk, permitted

ALONE: Final = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})
"""Roles that go with no other: one sees no text and decides nothing, the other only reads (design §2)."""


@dataclass(frozen=True, slots=True)
class AddPerson:
    """A new person; his key is made by himself at his first login."""

    actor: str
    name: str
    unit: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class ChangePerson:
    """Person `user`, seen at `version`, gets name, unit, roles and whether he still works here."""

    actor: str
    user: str
    version: int
    name: str
    unit: str
    roles: frozenset[Role]
    active: bool = True


def add_person(desk: Desk, command: AddPerson) -> User:
    """Add; raises `RolesConflict`, `NotPermitted`."""
    require_roles(command.name, command.unit, command.roles)
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.PEOPLE_MANAGE)
        user = User(desk.ids(), command.name.strip(), command.unit.strip(), command.roles)
        uow.users.add(user)
        uow.record(AuditAction.USER_ADD, user=user.id, roles=len(user.roles))
        uow.commit()
        return user


def change_person(desk: Desk, command: ChangePerson) -> User:
    """Change; raises `LastAdministrator` where nobody could manage people any more. Nobody is ever deleted."""
    require_roles(command.name, command.unit, command.roles)
    with desk.uow(command.actor) as uow:
        permitted(uow, command.actor, Permission.PEOPLE_MANAGE)
        before = uow.users.get(command.user)
        after = replace(
            before, name=command.name.strip(), unit=command.unit.strip(), roles=command.roles, active=command.active,
            version=command.version,
        )
        stored = uow.users.replace(after)
        _require_administrator(uow)
        uow.record(AuditAction.USER_CHANGE, user=stored.id, active=int(stored.active), roles=len(stored.roles))
        uow.commit()
        return stored


def require_roles(name: str, unit: str, roles: frozenset[Role]) -> None:
    """A person has a name, a unit and at least one role, and an administrator or auditor only that one."""
    lacking = [what for what, given in (("name", name.strip()), ("unit", unit.strip()), ("roles", roles)) if not given]
    if lacking:
        raise DecisionIncomplete(missing=",".join(lacking))
    if roles & ALONE and len(roles) > 1:
        raise RolesConflict


def _require_administrator(uow: UnitOfWork) -> None:
    if not any(Permission.PEOPLE_MANAGE in user.grants() for user in uow.users.find()):
        raise LastAdministrator
