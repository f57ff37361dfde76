"""Which domain values are kept, under which name: the repository's, the table's and the log's name are one.

Needs no SQLAlchemy, so that the in-memory store of the tests uses the same list.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, get_args, get_type_hints

from reviewer_app.domain.audit import Checkpoint
from reviewer_app.ports.repositories import Repositories


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """A backup that was made: until it is destroyed it holds what was erased since. `entries` is the log's size."""

    id: str
    name: str
    sha256: str
    size: int
    entries: int
    made_at: datetime


KINDS: Final[dict[str, type[Any]]] = {
    name: get_args(repository)[0] for name, repository in get_type_hints(Repositories).items()
}
"""The kind of every repository of a unit of work, by name."""

LOG_KINDS: Final[dict[str, type[Any]]] = {"checkpoints": Checkpoint, "backups": BackupRecord}
"""Proven kinds that the store writes for itself."""

BLOBS: Final = "blobs"
"""The proven table of bytes; its committed row is id, sha256 and size."""
