"""Persons' signing keys: Ed25519, sealed under argon2id(password) with AES-256-GCM (design §6).

The associated data binds a sealed key to its person, its public key and the parameters of the derivation: a
sealed key put under another person's name does not open.
"""

import json
import secrets
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reviewer_app.domain.errors import DatabaseDamaged, KeyLocked, WrongPassword
from reviewer_app.ports.signing import Sealed, SealedKey
from reviewer_app.verifier import base64_strict, jcs, keys

MAX_UNLOCKED_SECONDS: Final = 15 * 60
SALT_BYTES: Final = 16
NONCE_BYTES: Final = 12
ARGON2_KIB_PER_LANE: Final = 8  # RFC 9106 §3.1
FORMAT: Final = {"v": 1, "kdf": "argon2id", "cipher": "aes-256-gcm"}


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess of a password costs: memory in KiB, passes over it, lanes."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


PRODUCTION_COST: Final = KdfCost()
"""RFC 9106 §4, second recommendation: 64 MiB, 3 passes, 4 lanes."""

_MOST: Final = KdfCost(memory_kib=1024 * 1024, passes=16, lanes=16)
"""More than this in a sealed key is damage or an attack on the machine's memory."""


def awake_and_asleep() -> float:
    """Seconds that also pass while the machine sleeps, and that setting the clock does not move."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class UnlockedKey:
    """A person's private key in memory, for a while. It can't be copied out, printed or pickled by accident."""

    __slots__ = ("_elapsed", "_seed", "_until", "public_key", "user")

    def __init__(self, user: str, seed: bytes, elapsed: Callable[[], float], seconds: float) -> None:
        self.user = user
        self.public_key = keys.public_of(seed)
        self._seed: bytes | None = seed
        self._elapsed = elapsed
        started = elapsed()
        self._until = (started, started + seconds)

    @property
    def locked(self) -> bool:
        """Whether the time is over; once locked it stays locked."""
        start, end = self._until
        if self._seed is not None and not start <= self._elapsed() < end:
            self.lock()
        return self._seed is None

    def sign(self, message: bytes) -> bytes:
        """Sign; raises `KeyLocked`."""
        if self.locked or self._seed is None:
            raise KeyLocked
        return keys.sign(self._seed, message)

    def lock(self) -> None:
        """Forget the private key."""
        self._seed = None

    def __repr__(self) -> str:
        return f"UnlockedKey(user={self.user!r})"

    def __reduce__(self) -> str:
        message = "a private key is not pickled"
        raise TypeError(message)


class PersonKeys:
    """The safe. `cost` is for tests to lower; what is sealed says itself what it cost."""

    def __init__(
        self,
        cost: KdfCost = PRODUCTION_COST,
        elapsed: Callable[[], float] = awake_and_asleep,
        seconds: float = MAX_UNLOCKED_SECONDS,
    ) -> None:
        if not 0 < seconds <= MAX_UNLOCKED_SECONDS:
            message = "a key stays unlocked for at most 15 minutes"
            raise ValueError(message)
        self._cost = cost
        self._elapsed = elapsed
        self._seconds = seconds

    def generate(self, user: str, password: str) -> SealedKey:
        """A new key pair for the user, sealed under the password."""
        return self._seal(user, secrets.token_bytes(keys.KEY_BYTES), password)

    def unlock(self, key: Sealed, password: str) -> UnlockedKey:
        """Unlock; raises `WrongPassword`, or `DatabaseDamaged` where the sealed form itself is broken."""
        return UnlockedKey(key.user, _open(key, password), self._elapsed, self._seconds)

    def reseal(self, key: Sealed, password: str, new_password: str) -> SealedKey:
        """The same key under a new password and today's cost; raises as `unlock` does."""
        return self._seal(key.user, _open(key, password), new_password)

    def _seal(self, user: str, seed: bytes, password: str) -> SealedKey:
        cost = self._cost
        public = keys.public_of(seed).hex()
        salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
        head = {**FORMAT, "m": cost.memory_kib, "t": cost.passes, "p": cost.lanes, "salt": base64_strict.encode(salt)}
        box = AESGCM(_derive(password, salt, cost)).encrypt(nonce, seed, _bound(user, public, head))
        sealed = {**head, "nonce": base64_strict.encode(nonce), "box": base64_strict.encode(box)}
        return SealedKey(user, public, jcs.dumps(sealed).decode())


def _open(key: Sealed, password: str) -> bytes:
    damaged = DatabaseDamaged(detail=f"person_keys {key.user}")
    try:
        read: dict[str, Any] = json.loads(key.sealed)
        nonce, box = base64_strict.decode(read.pop("nonce")), base64_strict.decode(read.pop("box"))
        salt, cost = _kdf_of(read)
        bound = _bound(key.user, key.public_key, read)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise damaged from None
    if len(nonce) != NONCE_BYTES:
        raise damaged
    try:
        seed = AESGCM(_derive(password, salt, cost)).decrypt(nonce, box, bound)
    except InvalidTag:
        raise WrongPassword from None
    if len(seed) != keys.KEY_BYTES or keys.public_of(seed).hex() != key.public_key:
        raise damaged
    return seed


def _kdf_of(read: dict[str, Any]) -> tuple[bytes, KdfCost]:
    """Salt and cost of a sealed key; `ValueError` for another format or a cost that no seal of ours has."""
    salt, values = base64_strict.decode(read["salt"]), [read["m"], read["t"], read["p"]]
    most = (_MOST.memory_kib, _MOST.passes, _MOST.lanes)
    bearable = all(type(value) is int and 1 <= value <= limit for value, limit in zip(values, most, strict=True))
    if not bearable or {name: read[name] for name in FORMAT} != FORMAT or len(salt) != SALT_BYTES:
        message = "not a sealed key"
        raise ValueError(message)
    cost = KdfCost(*values)
    if cost.memory_kib < ARGON2_KIB_PER_LANE * cost.lanes:
        message = "argon2 wants more memory for so many lanes"
        raise ValueError(message)
    return salt, cost


def _derive(password: str, salt: bytes, cost: KdfCost) -> bytes:
    # Input methods may spell one character in two ways; the person typed the same password.
    secret = unicodedata.normalize("NFC", password).encode("utf-8")
    return hash_secret_raw(secret, salt, cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)


def _bound(user: str, public: str, head: dict[str, Any]) -> bytes:
    return jcs.dumps({"user": user, "public_key": public, **head})
