"""Keys as use cases see them: a person's unlocked key, the safe that seals it, and the station (design §6)."""

from dataclasses import dataclass
from typing import Protocol


class Sealed(Protocol):
    """A person's key under his password; `domain.office.PersonKey` is one."""

    @property
    def user(self) -> str:
        """Id of the person."""
        ...

    @property
    def public_key(self) -> str:
        """Ed25519 public key, 64 hex digits."""
        ...

    @property
    def sealed(self) -> str:
        """JSON with the parameters of the key derivation and the sealed private key."""
        ...


@dataclass(frozen=True, slots=True)
class SealedKey:
    """What the safe makes; to be kept as the person's `PersonKey`."""

    user: str
    public_key: str
    sealed: str


class Signer(Protocol):
    """A person's key, unlocked for at most 15 minutes."""

    @property
    def user(self) -> str:
        """Id of the person."""
        ...

    @property
    def public_key(self) -> bytes:
        """Ed25519 public key, 32 bytes."""
        ...

    @property
    def locked(self) -> bool:
        """Whether the password has to be asked again."""
        ...

    def sign(self, message: bytes) -> bytes:
        """Ed25519 signature, 64 bytes; raises `KeyLocked` once the time is over or `lock()` was called."""
        ...

    def lock(self) -> None:
        """Lock now: the person logs out or leaves."""
        ...


class PersonKeySafe(Protocol):
    """Makes, seals and unlocks the keys of persons. Logging in is the same unlocking."""

    def generate(self, user: str, password: str) -> SealedKey:
        """A new key pair for the user, sealed under the password."""
        ...

    def unlock(self, key: Sealed, password: str) -> Signer:
        """Unlock; raises `WrongPassword`, or `DatabaseDamaged` where the sealed form itself is broken."""
        ...

    def reseal(self, key: Sealed, password: str, new_password: str) -> SealedKey:
        """The same key under a new password; raises as `unlock` does."""
        ...


class Station(Protocol):
    """The machine's key. It signs checkpoints and nothing else: it proves order, not identity."""

    @property
    def origin(self) -> str:
        """The log's name on every checkpoint."""
        ...

    @property
    def verifier_key(self) -> str:
        """The C2SP verifier key, one line."""
        ...

    def sign_checkpoint(self, size: int, root: bytes) -> str:
        """A signed note: the log has `size` entries and this Merkle root (32 bytes)."""
        ...
