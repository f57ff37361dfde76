"""Whole-home acts, as use cases and commands see them."""

from dataclasses import dataclass
from pathlib import Path

from db import lists
from db.backup import backup
from db.erase import erase
from db.unit_of_work import Surroundings


@dataclass(frozen=True, slots=True)
class SqlVault:
    """`Vault` on a home."""

    around: Surroundings
    home: Path

    def backup(self, target: Path) -> str:
        """Write one consistent, checked backup file; returns its SHA-256."""
        return backup(self.around, self.home, target)

    def erase(self, item: str, actor: str) -> tuple[str, ...]:
        """Erase the content of an item; returns the backups known to still hold it."""
        return erase(self.around, item, actor)

    def catch_up(self, limit: int) -> int:
        """Make up to `limit` items searchable that an older release left; returns how many are left."""
        return lists.catch_up(self.around.engine, limit)
