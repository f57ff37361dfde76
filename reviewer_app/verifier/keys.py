"""Ed25519 keys and their C2SP signed-note spelling: `name+hash+base64(algorithm byte ‖ public key)`."""

import re
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from . import base64_strict
from .errors import KeyRefused

KEY_BYTES: Final = 32
SIGNATURE_BYTES: Final = 64
_NAME: Final = re.compile(r"[^\s+\x00-\x1f\x7f]+")  # \s covers every Unicode space


class Algorithm(IntEnum):
    """The signature types of signed-note that we use."""

    ED25519 = 1
    COSIGNATURE_V1 = 4


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key under a name, for one signature type; `str()` is its one-line spelling."""

    name: str
    public: bytes
    algorithm: Algorithm = Algorithm.ED25519

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name) or len(self.public) != KEY_BYTES:
            message = "a key has a name without spaces or plus, and 32 bytes"
            raise KeyRefused(message)

    @property
    def id(self) -> bytes:
        """Four bytes that with the name tell which key signed."""
        return sha256(self.name.encode() + b"\n" + self._encoded).digest()[:4]

    @property
    def _encoded(self) -> bytes:
        return bytes([self.algorithm]) + self.public

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{base64_strict.encode(self._encoded)}"

    @classmethod
    def parse(cls, text: str) -> "VerifierKey":
        """Read the one-line spelling; raises `KeyRefused` for anything that `str()` would not write."""
        name, _, rest = text.partition("+")
        try:
            encoded = base64_strict.decode(rest.partition("+")[2])
            key = cls(name, encoded[1:], Algorithm(encoded[0]))
        except (ValueError, IndexError):
            message = "not a verifier key"
            raise KeyRefused(message) from None
        if str(key) != text:
            message = "the verifier key does not match its own hash"
            raise KeyRefused(message)
        return key


def public_of(seed: bytes) -> bytes:
    """The public key (32 bytes) of a private key's 32-byte seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, message: bytes) -> bytes:
    """Ed25519 signature, 64 bytes, the same for the same message (RFC 8032)."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the signature is this key's over this message; malformed input is a no."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
