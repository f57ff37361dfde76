"""备份 and 删除内容: whole-home acts, with their permissions (design §7)."""

from dataclasses import dataclass
from pathlib import Path

from reviewer_app.domain.actors import Permission
from reviewer_app.domain.errors import ReasonRequired
from reviewer_app.ports.log import Vault
from reviewer_app.services.checkpoint import checkpoint
from reviewer_app.services.desk import Desk, permitted, permitted_or_system
from reviewer_app.services.overwriting import require_replaceable


@dataclass(frozen=True, slots=True)
class BackUp:
    """Back the whole home up into `target`."""

    actor: str
    target: Path


@dataclass(frozen=True, slots=True)
class Erase:
    """Erase the content of an item; the decisions about it stay, and stay provable."""

    actor: str
    item: str
    confirmed: bool = False


def back_up(desk: Desk, vault: Vault, command: BackUp) -> str:
    """Fix the log, then write the backup; returns its SHA-256 (hex). Raises `NotOverwritten`."""
    with desk.uow(command.actor, writing=False) as uow:
        permitted_or_system(uow, command.actor, Permission.BACKUP_MAKE)
    require_replaceable(command.target)
    checkpoint(desk)
    return vault.backup(command.target)


def erase(desk: Desk, vault: Vault, command: Erase) -> tuple[str, ...]:
    """Erase for good; returns the backups that still hold the content. Wants to be confirmed in so many words."""
    if not command.confirmed:
        raise ReasonRequired
    with desk.uow(command.actor, writing=False) as uow:
        permitted(uow, command.actor, Permission.CONTENT_ERASE)
        uow.items.get(command.item)
    backups = vault.erase(command.item, command.actor)
    checkpoint(desk)
    return backups
