"""The unit of work and its repositories, as use cases see the store.

One user action = one unit of work = one transaction. `record()` writes the audit entry for what changed since
the last `record()`; `commit()` refuses changes that no entry covers, and a command that recorded nothing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol, Self

from reviewer_app.domain.audit import AuditAction
from reviewer_app.ports.repositories import Repositories
from reviewer_app.verifier.leaf import Ref


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Where bytes lie: `id` names them in the log, `sha256` (hex) is their content address."""

    id: str
    sha256: str
    size: int


class Blobs(Protocol):
    """Content-addressed bytes; checked against their hash on every read."""

    def put(self, data: bytes) -> BlobRef:
        """Keep bytes; the same bytes are kept once."""
        ...

    def get(self, id_: str) -> bytes:
        """The bytes; raises `NotFound`, or `DatabaseDamaged` where they do not match their hash."""
        ...


class Texts(Protocol):
    """Working copies of what was read of parts: derivable, erasable, not proven."""

    def put(self, part: str, payload: bytes) -> None:
        """Keep the encoded document of a part, replacing an older copy."""
        ...

    def get(self, part: str) -> bytes | None:
        """The encoded document of a part, or None."""
        ...


class UnitOfWork(Repositories, ABC):
    """One transaction of one actor's one command; rolls back unless `commit()` was called."""

    blobs: Blobs
    texts: Texts

    @abstractmethod
    def record(self, action: AuditAction, item: str | None = None, **refs: Ref) -> int:
        """Append one entry over everything changed since the last one; returns its sequence number.

        `refs` are ids, enum values, dates and hashes only. The entry's time is never before the last entry's.
        """

    @abstractmethod
    def commit(self) -> None:
        """Make it durable; raises `Fault` for unrecorded changes or for a command without an entry."""

    @abstractmethod
    def __enter__(self) -> Self:
        """Begin the transaction (writes wait for others up to the busy timeout: `DatabaseBusy`)."""

    @abstractmethod
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Roll back what was not committed."""


class UnitOfWorkFactory(Protocol):
    """Makes units of work on one store."""

    def __call__(self, actor: str, *, writing: bool = True) -> UnitOfWork:
        """A unit of work for the actor with that user id; its entries share one fresh command id."""
        ...


Ids = Callable[[], str]
"""Makes ids: 26 characters, time-ordered, unique on this machine."""
