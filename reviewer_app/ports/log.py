"""The audit log as use cases and screens see it (design §6)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from reviewer_app.domain.audit import AuditEntry, Checkpoint

Row = dict[str, Any]
"""A row as it is committed: column name to JSON value (str, int, bool, None); exactly what the JCS covers."""


class LogBook(Protocol):
    """Reads the log and the proven rows; every call is one consistent snapshot."""

    def snapshot(self) -> AbstractContextManager["LogBook"]:
        """A log book all of whose calls see the store as it is now, whatever others write meanwhile."""
        ...

    def size(self) -> int:
        """Number of entries."""
        ...

    def root(self, size: int | None = None) -> bytes:
        """Merkle root over the first `size` entries (all by default)."""
        ...

    def leaves(self, start: int = 0) -> Iterator[bytes]:
        """Leaf bytes exactly as hashed, from entry `start` on."""
        ...

    def entries(self, item: str | None = None, start: int = 0, limit: int | None = None) -> tuple[AuditEntry, ...]:
        """Entries as screens show them, oldest first."""
        ...

    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """All signed checkpoints, oldest first."""
        ...

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The inclusion proof of entry `index` in the tree of `size`."""
        ...

    def proven_rows(self, *tables: str) -> Iterator[tuple[str, str, Row]]:
        """(table, key, row) of every row of every proven table as it stands now, or of the tables named.

        The working table `audit_index` (entry, item) can be named too, in the order of entries.
        """
        ...

    def salts(self) -> Iterator[tuple[int, str, str, bytes]]:
        """(entry, table, key, salt) of every salt that was not erased; a million of them are never held at once."""
        ...

    def blob_digests(self) -> Iterator[tuple[str, str]]:
        """(blob id, SHA-256 in hex of the bytes as they lie there now) of every blob."""
        ...

    def add_checkpoint(self, checkpoint: Checkpoint) -> None:
        """Keep a signed checkpoint, in its own transaction with its own entry (system actor)."""
        ...


class Vault(Protocol):
    """Whole-home acts on the store."""

    def backup(self, target: Path) -> str:
        """Write one consistent, checked backup file; returns its SHA-256. Whole or not at all."""
        ...

    def erase(self, item: str, actor: str) -> tuple[str, ...]:
        """Erase blobs, texts, findings and old salts of an item, as one logged act of `actor`.

        Public versions stay while the item is or is about to be public. Returns the backups known to still
        hold what was erased.
        """
        ...

    def catch_up(self, limit: int) -> int:
        """Make up to `limit` items searchable that an older release left; returns how many are left."""
        ...
